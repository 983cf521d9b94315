/** Actions whose settings start apps: defaults of a domain, a profile or a space do so too. */
export const setters = [
  'CreateApp',
  'CreateSpace',
  'UpdateSpace',
  'CreateUserProfile',
  'UpdateUserProfile',
  'CreateDomain',
  'UpdateDomain',
] as const;

/** Training, processing and tuning: the jobs that carry all keys of a network. */
export const trainingProcessingTuning = [
  'CreateTrainingJob',
  'CreateProcessingJob',
  'CreateHyperParameterTuningJob',
] as const;
export const autoMl = ['CreateAutoMLJob', 'CreateAutoMLJobV2'] as const;
export const jobs = [...trainingProcessingTuning, 'CreateTransformJob', ...autoMl] as const;

/** The four kinds of definitions of monitoring jobs. */
export const jobDefinitions = [
  'CreateDataQualityJobDefinition',
  'CreateModelBiasJobDefinition',
  'CreateModelExplainabilityJobDefinition',
  'CreateModelQualityJobDefinition',
] as const;
export const schedules = ['CreateMonitoringSchedule', 'UpdateMonitoringSchedule'] as const;

/** What opens a profile from a browser. */
export const presigning = ['CreatePresignedDomainUrl', 'DescribeUserProfile'] as const;
export const imageActions = ['AppImageConfig', 'Image', 'ImageVersion'].flatMap((what) =>
  ['Create', 'Update', 'Delete'].map((does) => `${does}${what}`),
);
/** Those that say who may have what: domains and user profiles. */
export const settingsActions = ['Domain', 'UserProfile'].flatMap((what) =>
  ['Create', 'Update', 'Delete'].map((does) => `${does}${what}`),
);
export const spaceActions = ['CreateSpace', 'UpdateSpace', 'DeleteSpace', 'CreateApp', 'DeleteApp'] as const;

/** What acts on a job, a model, an endpoint or a schedule that is there; all of them can carry tags. */
export const actingOnTagged = [
  'Stop*Job',
  'Describe*Job',
  'DescribeAutoMLJobV2',
  'UpdateTrainingJob',
  'D*Model',
  'D*Endpoint*',
  'UpdateEndpoint*',
  'InvokeEndpoint*',
  'D*MonitoringSchedule',
  'St*MonitoringSchedule',
  'UpdateMonitoringSchedule',
];

/** Patterns that stand for just these actions, in fewer characters: policies have a size. */
export const shortForms: Readonly<Record<string, readonly string[]>> = {
  '*ateSpace': ['CreateSpace', 'UpdateSpace'],
  '*ateUserProfile': ['CreateUserProfile', 'UpdateUserProfile'],
  '*ateDomain': ['CreateDomain', 'UpdateDomain'],
  '*ateTrainingJob': ['CreateTrainingJob', 'UpdateTrainingJob'],
  '*ateMonitoringSchedule': schedules,
  'Create*JobDefinition': jobDefinitions,
  'CreateAutoMLJob*': autoMl,
  'CreateEndpoint*': ['CreateEndpoint', 'CreateEndpointConfig'],
  'CreateImage*': ['CreateImage', 'CreateImageVersion'],
  'UpdateImage*': ['UpdateImage', 'UpdateImageVersion'],
  'DeleteImage*': ['DeleteImage', 'DeleteImageVersion'],
};

/** The same actions, with the short form of those that have one. */
export function inShort(actions: readonly string[]): string[] {
  let rest = [...actions];
  for (const [pattern, stands] of Object.entries(shortForms))
    if (stands.every((action) => rest.includes(action)))
      rest = [...rest.filter((action) => !stands.includes(action)), pattern];
  return rest;
}
