// The smallest Lambda runtime: the event comes in on standard input, the answer leaves on file descriptor 3. Its argument is
// the time in the account, in milliseconds.
const fs = require('node:fs');
const path = require('node:path');

const [file, name] = process.env._HANDLER.split('.');
setClock(Number(process.argv[2]));

void (async () => {
  const event = JSON.parse(fs.readFileSync(0, 'utf8'));
  const { [name]: handler } = require(path.join(process.env.LAMBDA_TASK_ROOT, `${file}.js`));
  const context = {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    awsRequestId: '00000000-0000-4000-8000-000000000000',
    getRemainingTimeInMillis: () => 60_000,
  };
  return { output: (await handler(event, context)) ?? null };
})()
  .catch((error) => ({ error: { name: error.name ?? 'Error', message: String(error.message ?? error) } }))
  .then((answer) => {
    writeAll(JSON.stringify(answer));
    process.exit(0);
  });

function setClock(now) {
  const Real = Date;
  const ahead = now - Real.now();
  const current = () => Real.now() + ahead;
  globalThis.Date = new Proxy(Real, {
    construct: (target, all, made) => Reflect.construct(target, all.length === 0 ? [current()] : all, made),
    apply: () => new Real(current()).toString(),
    get: (target, property) => (property === 'now' ? current : Reflect.get(target, property)),
  });
}

function writeAll(text) {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length;) offset += fs.writeSync(3, bytes, offset);
}
