import { main } from './main';

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Not `process.exit`: what is still being written to a pipe would be lost.
main(process.argv.slice(2)).then((code) => (process.exitCode = code), console.error);
