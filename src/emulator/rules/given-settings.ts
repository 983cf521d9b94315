/** Settings as Describe and List answer them: those that nobody gave are absent, not `{}` [TF PR#17123, PR#28154]. */
export const given = <Settings extends object>(settings: Settings): Settings | undefined =>
  Object.values(settings).some((value) => value !== undefined) ? settings : undefined;
