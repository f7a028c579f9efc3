import bundles from './bundles';

test('where nothing is built, no template of the run before is taken', async () => {
  process.env['CULPRIT_TEMPLATES'] = 'of-the-run-before';
  await bundles({ testPathPatterns: { patterns: ['layers'] } });
  expect(process.env['CULPRIT_TEMPLATES']).toBeUndefined();
});
