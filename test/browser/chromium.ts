/** Debian's Chromium, driven by puppeteer-core; it may open no address but `data:` and `about:`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export type Found = { readonly program: string } | { readonly missing: string };

/** Installs it where that is allowed without asking: as root of a Debian machine. */
export function findChromium(): Found {
  const given = process.env['CHROMIUM'];
  const program = [...(given === undefined ? [] : [given]), ...places].find((place) => existsSync(place));
  if (program !== undefined) return { program };
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return {
      missing: 'there is no Chromium: install it (Debian: `apt-get install chromium`), or set CHROMIUM to its path',
    };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
    env,
    stdio: 'ignore',
  });
  return status === 0 && existsSync('/usr/bin/chromium')
    ? { program: '/usr/bin/chromium' }
    : { missing: '`apt-get install chromium` failed' };
}

export function openBrowser(program: string): Promise<Browser> {
  // The others would look for updates and for Google's hosts.
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return launch({ executablePath: program, args: ['--no-sandbox', '--no-first-run', ...quiet] });
}
