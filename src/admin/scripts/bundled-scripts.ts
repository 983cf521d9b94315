import backupHome from '../../../lifecycle-scripts/backup-home/on-start.sh';
import blockDownloads from '../../../lifecycle-scripts/block-downloads/on-start.sh';
import checkExtensions from '../../../lifecycle-scripts/check-extensions/on-start.sh';
import codeEditorSettings from '../../../lifecycle-scripts/code-editor-settings/on-start.sh';
import gitIdentity from '../../../lifecycle-scripts/git-identity/on-start.sh';
import idleShutdownClassic from '../../../lifecycle-scripts/idle-shutdown-classic/on-start.sh';
import installCompanyCa from '../../../lifecycle-scripts/install-company-ca/on-start.sh';
import installJupyterlabExtensions from '../../../lifecycle-scripts/install-jupyterlab-extensions/on-start.sh';
import installStudiolo from '../../../lifecycle-scripts/install-studiolo/on-start.sh';
import jobDefaults from '../../../lifecycle-scripts/job-defaults/on-start.sh';
import keepCondaEnvs from '../../../lifecycle-scripts/keep-conda-envs/on-start.sh';
import mountSharedEfs from '../../../lifecycle-scripts/mount-shared-efs/on-start.sh';
import restoreHome from '../../../lifecycle-scripts/restore-home/on-start.sh';
import setProxy from '../../../lifecycle-scripts/set-proxy/on-start.sh';
import suggestRepositories from '../../../lifecycle-scripts/suggest-repositories/on-start.sh';
import usePackageIndex from '../../../lifecycle-scripts/use-package-index/on-start.sh';

/** The lifecycle scripts that come with studiolo, by the names of their folders. */
export const bundledScripts: Readonly<Record<string, string>> = {
  'backup-home': backupHome,
  'block-downloads': blockDownloads,
  'check-extensions': checkExtensions,
  'code-editor-settings': codeEditorSettings,
  'git-identity': gitIdentity,
  'idle-shutdown-classic': idleShutdownClassic,
  'install-company-ca': installCompanyCa,
  'install-jupyterlab-extensions': installJupyterlabExtensions,
  'install-studiolo': installStudiolo,
  'job-defaults': jobDefaults,
  'keep-conda-envs': keepCondaEnvs,
  'mount-shared-efs': mountSharedEfs,
  'restore-home': restoreHome,
  'set-proxy': setProxy,
  'suggest-repositories': suggestRepositories,
  'use-package-index': usePackageIndex,
};
