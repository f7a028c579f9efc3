import vm from 'node:vm';

// A global of the contexts that Jest makes by itself is no context: https://nodejs.org/api/vm.html#vmiscontextobject
test('globals are looked up without interceptors', () => expect(vm.isContext(globalThis)).toBe(true));
