import { finalUser, readAccounts } from './accounts';
import type { AppImageConfig } from './app-image-config';
import type { ImageAppType } from './app-type';
import type { Image } from './contents';
import type { Finding, Severity, Stated } from './finding';
import { findingCodes } from './finding-codes';
import { launchOf } from './launch';
import { plannedUser } from './planned-accounts';
import type { Rule, Subject } from './rule';
import { accountFiles } from './rules/account-files';
import { configAgainstImage } from './rules/config-against-image';
import { dockerfile } from './rules/dockerfile';
import { entryPoint } from './rules/entry-point';
import { credentialFiles, environment } from './rules/environment';
import { home } from './rules/home';
import { identity } from './rules/identity';
import { kernels } from './rules/kernels';
import { packages } from './rules/packages';
import { permissions } from './rules/permissions';
import { platform } from './rules/platform';
import { server } from './rules/server';

const always: Rule[] = [identity, server, environment, configAgainstImage];
const ofFiles = [accountFiles, home, entryPoint, kernels, packages, permissions, credentialFiles, platform];
const order: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** Everything that is wrong with an image for the given app types, worst first; one finding a code and place. */
export function verify(image: Image, appTypes: ImageAppType[], appImageConfig?: AppImageConfig): Finding[] {
  const findings = new Map<string, Finding>();
  for (const appType of appTypes) {
    for (const stated of findingsFor(image, appType, appImageConfig)) {
      const key = JSON.stringify([stated.code, stated.where]);
      const known = findings.get(key);
      if (known) known.appTypes.push(appType);
      else findings.set(key, { ...stated, severity: findingCodes[stated.code][0], appTypes: [appType] });
    }
  }
  return [...findings.values()].sort((a, b) => order[a.severity] - order[b.severity]);
}

/** An image as an app of one type, as the rules see it. */
export function subjectOf(image: Image, appType: ImageAppType, appImageConfig?: AppImageConfig): Subject {
  const { accounts, user } = who(image);
  return {
    image,
    appType,
    ...(appImageConfig && { appImageConfig }),
    accounts,
    user,
    launch: launchOf(image, appType, appImageConfig),
  };
}

/** The accounts of an image, and whom it runs as. */
function who(image: Image): Pick<Subject, 'accounts' | 'user'> {
  if (image.kind === 'dockerfile') {
    const { unknown, config } = image;
    // Rules that look at account files themselves are for images that were read.
    const accounts = { users: [], groups: [], malformed: [] };
    if (unknown.user !== undefined) return { accounts, user: { written: '', unknown: unknown.user } };
    return { accounts, user: plannedUser(config.user, image.accounts) };
  }
  const text = (file: string) => {
    const found = image.files.resolve(file);
    return found.at === 'file' ? (found.record.text ?? '') : '';
  };
  const accounts = readAccounts(text('/etc/passwd'), text('/etc/group'));
  return { accounts, user: finalUser(image.config.user, accounts) };
}

function findingsFor(image: Image, appType: ImageAppType, appImageConfig?: AppImageConfig): Stated[] {
  const subject = subjectOf(image, appType, appImageConfig);
  const general = always.flatMap((rule) => rule(subject));
  if (image.kind === 'dockerfile') return [...general, ...dockerfile({ ...subject, image })];
  return [...general, ...ofFiles.flatMap((rule) => rule({ ...subject, image }))];
}
