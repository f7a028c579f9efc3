// Runs Lambda functions in this one process, each bundle in an execution environment of its own: module state, variables,
// clock and log. As in Lambda an environment serves one invocation at a time and is kept for the next, unless the function
// was configured anew. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
const { Console } = require('node:console');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { Writable } = require('node:stream');
const vm = require('node:vm');

process.on('message', ({ number, ...invocation }) => {
  void invoke(invocation).then((ended) => process.send({ number, ...ended }));
});
// Whoever started it has died.
process.on('disconnect', () => process.exit());

/** Function's name → its environments that are idle. */
const idle = new Map();

async function invoke({ name, code, handler, environment: variables, event, now }) {
  const configuration = JSON.stringify([code, handler, variables]);
  const known = (idle.get(name) ?? []).filter((one) => one.configuration === configuration);
  const environment = known.pop() ?? openEnvironment(configuration, { code, handler, variables });
  idle.set(name, known);
  environment.setClock(now);
  const answer = await answerOf(environment, variables.AWS_LAMBDA_FUNCTION_NAME, event);
  idle.get(name).push(environment);
  return { answer, log: environment.takeLog() };
}

async function answerOf(environment, functionName, event) {
  const context = {
    functionName,
    awsRequestId: '00000000-0000-4000-8000-000000000000',
    getRemainingTimeInMillis: () => 60_000,
  };
  try {
    return { output: (await environment.handler()(event, context)) ?? null };
  } catch (error) {
    return { error: { name: error.name ?? 'Error', message: String(error.message ?? error) } };
  }
}

function openEnvironment(configuration, { code, handler, variables }) {
  const [file, name] = handler.split('.');
  const log = [];
  const output = new Writable({ write: (chunk, _, done) => (log.push(chunk), done()) });
  const clock = { ahead: 0 };
  const globals = {
    process: Object.create(process, {
      env: { value: { ...variables, LAMBDA_TASK_ROOT: code, _HANDLER: handler } },
      stdout: { value: output },
      stderr: { value: output },
    }),
    console: new Console(output, output),
    Date: dateBy(clock),
  };
  let loaded;
  return {
    configuration,
    handler: () => (loaded ??= load(path.join(code, `${file}.js`), globals))[name],
    setClock: (now) => (clock.ahead = now - Date.now()),
    takeLog: () => Buffer.concat(log.splice(0)).toString('utf8'),
  };
}

/** Path → the bundle as a function, compiled once. */
const compiled = new Map();

function load(file, globals) {
  const names = ['exports', 'require', 'module', ...Object.keys(globals)];
  const options = { filename: file, importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
  const bundle = compiled.get(file) ?? vm.compileFunction(fs.readFileSync(file, 'utf8'), names, options);
  compiled.set(file, bundle);
  const module = { exports: {} };
  const builtin = createRequire(file);
  const require = (id) => (/^(node:)?process$/.test(id) ? globals.process : builtin(id));
  bundle.call(module.exports, module.exports, require, module, ...Object.values(globals));
  return module.exports;
}

function dateBy(clock) {
  const now = () => Date.now() + clock.ahead;
  return new Proxy(Date, {
    construct: (target, all, made) => Reflect.construct(target, all.length === 0 ? [now()] : all, made),
    apply: () => new Date(now()).toString(),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
}
