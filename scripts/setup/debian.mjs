import { spawnSync } from 'node:child_process';
import { inTurn } from './once.mjs';
import { run, SetupError, step } from './step.mjs';

const succeeds = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/**
 * Installs Debian packages, as root or through a sudo that asks for no password.
 * `why` says what needs them, for the one who must install them by hand.
 */
export const ensureDebianPackages = (packages, why) => inTurn(() => installed(packages, why));

async function installed(packages, why) {
  const apt =
    process.getuid?.() === 0 ? ['apt-get'] : succeeds('sudo', '-n', 'true') ? ['sudo', '-n', 'apt-get'] : undefined;
  if (!apt || !succeeds('apt-get', '--version')) {
    throw new SetupError(
      `${why} needs ${packages.join(', ')}, which this user cannot install; please run: sudo apt-get install ${packages.join(' ')}`,
    );
  }
  const [command, ...rest] = apt;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await step(`Debian packages: ${packages.join(', ')}`, async () => {
    await run('apt-update', command, [...rest, 'update'], { env });
    await run('apt-install', command, [...rest, 'install', '-y', '--no-install-recommends', ...packages], { env });
  });
}

/**
 * Debian keeps programs for administrators, such as debootstrap, in folders that users have not on their PATH. From here
 * on we and what we start find them.
 */
const withAdministrators = [
  ...new Set([...(process.env.PATH ?? '').split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin']),
];
process.env.PATH = withAdministrators.filter(Boolean).join(':');

/** Installs the Debian package of each program that is not on the PATH. */
export const ensurePrograms = (packageOf, why) =>
  inTurn(async () => {
    const missing = Object.entries(packageOf).filter(([program]) => !succeeds('sh', '-c', `command -v ${program}`));
    if (missing.length > 0) await installed([...new Set(missing.map(([, name]) => name))], why);
  });
