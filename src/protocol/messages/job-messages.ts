/** What a followed action is called while it runs and in its log. */
export const jobMessages = {
  'job-stop-app': 'Stopping {name}',
  'job-start-app': 'Starting {name}',
  'job-restart-app': 'Restarting {name}',
  'job-update-space': 'Changing {name}',
  'job-create-space': 'Creating {name}',
  'job-delete-space': 'Deleting {name}',
  'job-clone-repository': 'Cloning {name}',
  'job-fetch-repository': 'Fetching {name}',
  'job-pull-repository': 'Pulling {name}',
  'job-create-environment': 'Creating environment {name}',
  'job-remove-environment': 'Removing environment {name}',
  'job-install-packages': 'Installing packages into {name}',
  'job-repair-environment': 'Fixing environment {name}',
} as const;
