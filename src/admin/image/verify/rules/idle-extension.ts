import { fileAt } from '../image-location';
import { rules } from '../image-rule';
import { compareVersions, installedPackages } from '../packages';

const oldest = '0.3.1';

/** The extension that Studio's idle shutdown asks. */
export const idleExtension = rules({
  reads: ['built', 'appType'],
  rules: {
    'idle-extension-missing': {
      severity: 'warning',
      since: '0.1',
      title: 'idle shutdown cannot see activity',
      why: 'Without /api/idle, idle shutdown never stops the app, and its instance is paid for until somebody does.',
      wrong: 'RUN pip install jupyterlab',
      right: `RUN pip install jupyterlab 'jupyter-activity-monitor-extension>=${oldest}'`,
      accept: 'idle shutdown is off for all who use the image',
    },
    'idle-extension-version': {
      severity: 'warning',
      since: '0.1',
      title: 'this idle extension is too old for idle shutdown',
      why: 'Idle shutdown does not understand its answer, and does not stop the app.',
      wrong: 'RUN pip install jupyter-activity-monitor-extension==0.1.2',
      right: `RUN pip install 'jupyter-activity-monitor-extension>=${oldest}'`,
    },
  },
  check({ built, appType }) {
    const installed = installedPackages(built);
    if (appType !== 'JupyterLab' || !installed.some(({ name }) => name === 'jupyterlab')) return [];
    const found = installed.find(({ name }) => name === 'jupyter_activity_monitor_extension');
    if (found && compareVersions(found.version, oldest) >= 0) return [];
    const how = {
      remedy: `install ${oldest} or later`,
      mend: [`RUN pip install --no-cache-dir 'jupyter-activity-monitor-extension>=${oldest}'`],
    };
    if (!found) {
      return [
        {
          code: 'idle-extension-missing',
          reason:
            'jupyter-activity-monitor-extension is not installed; without its /api/idle, idle shutdown never stops the app',
          where: { in: 'image', file: '/' },
          ...how,
        },
      ];
    }
    return [
      {
        code: 'idle-extension-version',
        reason: `jupyter-activity-monitor-extension is ${found.version}; idle shutdown needs ${oldest} or later`,
        where: fileAt(found.file, found.record),
        ...how,
      },
    ];
  },
});
