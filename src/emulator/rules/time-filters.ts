/** Whether a time stamp lies between two others that may be absent; both ends excluded (assumption). */
export const between = (time: number, after: number | undefined, before: number | undefined): boolean =>
  (after === undefined || time > after) && (before === undefined || time < before);
