import checkExtensions from '../../lifecycle-scripts/check-extensions/on-start.sh';
import gitIdentity from '../../lifecycle-scripts/git-identity/on-start.sh';
import idleShutdownClassic from '../../lifecycle-scripts/idle-shutdown-classic/on-start.sh';
import installStudiolo from '../../lifecycle-scripts/install-studiolo/on-start.sh';

/** The lifecycle scripts that come with studiolo, by the names of their folders. */
export const bundledScripts: Readonly<Record<string, string>> = {
  'check-extensions': checkExtensions,
  'git-identity': gitIdentity,
  'idle-shutdown-classic': idleShutdownClassic,
  'install-studiolo': installStudiolo,
};
