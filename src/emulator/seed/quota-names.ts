import { quotaTable } from '../rules/quota-table';
import { nearest } from './nearest';

let names: string[] | undefined;

/** The names of all quotas that are enforced. */
const quotaNames = () => (names ??= quotaTable().map(({ name }) => name));

/** Reports a quota that would be enforced for nothing. */
export function requireQuotaName(
  name: string,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void {
  if (quotaNames().includes(name)) return;
  const near = nearest(name, quotaNames());
  const hint =
    near === undefined
      ? 'there are e.g. "Total domains" and "Studio JupyterLab Apps running on ml.t3.medium instances"'
      : `did you mean "${near}"?`;
  context.addIssue({ code: 'custom', path: [name], message: `no quota has this name; ${hint}` });
}
