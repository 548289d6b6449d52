// The browser for the journeys: Debian's chromium. Installed where that can be done, else a clear message.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './prepare.mjs';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const packages = ['chromium', 'fonts-noto-cjk', 'fonts-lxgw-wenkai', 'poppler-utils'];

export function findChromium() {
  return places.find((path) => path && existsSync(path));
}

/** Path of the browser, installed from Debian's packages if it is missing and this is root on Debian; null if it cannot be had. */
export function ensureChromium() {
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  const missing = packages.filter((name) => spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status !== 0);
  if (isDebianRoot && missing.length > 0) {
    say(`Installing Debian packages for the browser tests: ${missing.join(' ')}`);
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 2] });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const found = findChromium();
  if (!found) {
    say('No Chromium was found, so the browser tests cannot run. Install it and run npm test again:');
    say(`  sudo apt-get install ${packages.join(' ')}`);
    say('or name one with CHROMIUM=/path/to/chromium.');
  }
  return found ?? null;
}
