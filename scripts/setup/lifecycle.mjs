import { ensurePrograms } from './debian.mjs';

/** Installs what the root is made with in which lifecycle scripts run. */
export const ensureLifecycleRoot = (why) =>
  ensurePrograms(
    { buildah: 'buildah', debootstrap: 'debootstrap', git: 'git', unshare: 'util-linux', ip: 'iproute2' },
    why,
  );
