/** Why it is not known when the app stops. */
export const idleMessages = {
  'not-looked-through': '{folder} can’t be read: {why}.',
  'no-server-asked':
    'There is no Jupyter server to ask here, so kernels and terminals may have been active later than shown.',
  'domain-settings-unknown': 'The idle settings of the domain are not known. {why}',
  'profile-settings-unknown': 'The idle settings of the user profile are not known. {why}',
  'space-settings-unknown': 'The idle settings of the space are not known. {why}',
  'not-read': 'They could not be read.',
  'no-idle-shutdown': 'Studio has no idle shutdown for {appType} apps.',
  'activity-unread': 'What was active here could not be read.',
  'nothing-active-yet': 'Nothing has been active here yet.',
  'monitor-too-old':
    'Idle shutdown is on, but jupyter-activity-monitor-extension {version} is too old. Studio needs 0.3.1 or later to see activity.',
  'image-too-old': 'Idle shutdown is on, but image version {version} does not support it. It needs 2.0 or later.',
  'monitor-missing':
    'Idle shutdown is on, but jupyter-activity-monitor-extension was not found here, so Studio may not see activity.',
  'editor-file-missing':
    'Idle shutdown is on, but Code Editor has not written its last-active file here, so Studio may not see activity.',
} as const;
