/** A quota of the account that has no room, as AWS tells it. */
export interface Quota {
  /** `Studio JupyterLab Apps running on ml.p3.2xlarge instances`: so it is called in Service Quotas. */
  name: string;
  limit: string;
  used: string;
}

/**
 * Reads the text of ResourceLimitExceeded: "The account-level service limit '…' is 0 Apps, with current utilization of
 * 0 Apps and a request delta of 1 Apps. …" (quoted in the fact sheet, section 4). Nothing where it reads otherwise.
 */
export function quotaOf(message: string): Quota | undefined {
  const [, name, limit, used] =
    /service limit '([^']+)' is (\d+ \w+), with current utilization of (\d+ \w+)/.exec(message) ?? [];
  return name === undefined || limit === undefined || used === undefined ? undefined : { name, limit, used };
}
