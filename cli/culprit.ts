#!/usr/bin/env node
import { main } from './main';

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// npm runs the scripts of a package in its own folder; whoever calls means the one that they are in.
const { npm_lifecycle_event: script, npm_package_name: inPackage, INIT_CWD: calledIn } = process.env;
if (script === 'culprit' && inPackage === 'culprit' && calledIn !== undefined) process.chdir(calledIn);

// Not `process.exit`: what is still being written to a pipe would be lost.
main(process.argv.slice(2)).then((code) => (process.exitCode = code), console.error);
