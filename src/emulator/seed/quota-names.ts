import { shapeNamed } from '../model/sagemaker';
import { instanceQuota, QUOTAS } from '../rules/quotas';
import { nearest } from './nearest';

let names: string[] | undefined;

/** The names of all quotas that are enforced: those of the account, and one for each app type and instance type. */
function quotaNames(): string[] {
  const { enum: appTypes = [] } = shapeNamed('AppType');
  const { enum: instanceTypes = [] } = shapeNamed('AppInstanceType');
  return (names ??= [
    ...Object.values(QUOTAS).map(({ name }) => name),
    ...appTypes.flatMap((appType) => instanceTypes.map((instanceType) => instanceQuota(appType, instanceType))),
  ]);
}

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
