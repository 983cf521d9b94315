import { validationException } from '../errors';
import type { DefaultEbsStorageSettings, SpaceSettings } from '../model/shapes';

/** In GB: "the default size of the EBS volume is 5 GB" [DOC studio-updated-jl-admin-guide]. */
const SMALLEST = 5;

const sizeOf = (settings: SpaceSettings) => settings.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb;

/**
 * A new space's settings with the size of its volume: what it asks for, else the default that holds for it, up to
 * the maximum that holds for it (fact sheet, section 3). Only JupyterLab and Code Editor spaces have a volume.
 */
export function withStorage(settings: SpaceSettings, limits: DefaultEbsStorageSettings | undefined): SpaceSettings {
  requireWithinMaximum(settings, limits);
  if (settings.AppType !== 'JupyterLab' && settings.AppType !== 'CodeEditor') return settings;
  const EbsVolumeSizeInGb = sizeOf(settings) ?? limits?.DefaultEbsVolumeSizeInGb ?? SMALLEST;
  return { ...settings, SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb } } };
}

/** Assumption from EBS itself: a volume can be made larger and never smaller. */
export function requireNoShrinking(
  before: SpaceSettings,
  after: SpaceSettings,
  limits: DefaultEbsStorageSettings | undefined,
): void {
  const [was, is] = [sizeOf(before), sizeOf(after)];
  if (was === is) return;
  if (was !== undefined && is !== undefined && is < was) {
    throw validationException(`EbsVolumeSizeInGb [${is}] must not be smaller than the present size [${was}]`);
  }
  requireWithinMaximum(after, limits);
}

function requireWithinMaximum(settings: SpaceSettings, limits: DefaultEbsStorageSettings | undefined): void {
  const size = sizeOf(settings);
  if (size !== undefined && limits && size > limits.MaximumEbsVolumeSizeInGb) {
    throw validationException(
      `EbsVolumeSizeInGb [${size}] must not exceed MaximumEbsVolumeSizeInGb [${limits.MaximumEbsVolumeSizeInGb}]`,
    );
  }
}

/** The default size of a domain or profile does not exceed its maximum. */
export function requireStorageDefaults(limits: DefaultEbsStorageSettings | undefined): void {
  if (limits && limits.DefaultEbsVolumeSizeInGb > limits.MaximumEbsVolumeSizeInGb) {
    throw validationException(
      `DefaultEbsVolumeSizeInGb [${limits.DefaultEbsVolumeSizeInGb}] must not exceed MaximumEbsVolumeSizeInGb ` +
        `[${limits.MaximumEbsVolumeSizeInGb}]`,
    );
  }
}
