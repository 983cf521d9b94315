import { sameSettings } from '../../../aws/leaves';
import { isSettings, type Setting, type Settings } from '../../studio-file/settings';

/** What AWS answers for a setting that nobody gave: a value, or any where it makes one up (recorded-describe-domain.json). */
const any = Symbol('any');
const userSettings: Readonly<Record<string, Setting | typeof any>> = {
  SharingSettings: any,
  'JupyterServerAppSettings.DefaultResourceSpec': any,
  'CanvasAppSettings.TimeSeriesForecastingSettings.Status': 'DISABLED',
  'CanvasAppSettings.ModelRegisterSettings.Status': 'DISABLED',
  'CanvasAppSettings.DirectDeploySettings.Status': 'DISABLED',
  'CanvasAppSettings.KendraSettings.Status': 'DISABLED',
  'CanvasAppSettings.WorkspaceSettings': any,
  'SpaceStorageSettings.DefaultEbsStorageSettings': { DefaultEbsVolumeSizeInGb: 5, MaximumEbsVolumeSizeInGb: 100 },
  DefaultLandingUri: 'studio::',
  StudioWebPortal: 'ENABLED',
};
const filled: Readonly<Record<string, Setting | typeof any>> = {
  ...Object.fromEntries(Object.entries(userSettings).map(([path, value]) => [`DefaultUserSettings.${path}`, value])),
  AppNetworkAccessType: 'PublicInternetOnly',
  HomeEfsFileSystemCreation: 'Enabled',
  TagPropagation: 'DISABLED',
};

/** Settings without what AWS filled in by itself, and the paths of that. */
export function withoutFilledIn(
  settings: Settings,
  path: readonly string[] = [],
): { own: Settings; filledIn: string[] } {
  const own: Settings = {};
  const filledIn: string[] = [];
  for (const [name, value] of Object.entries(settings)) {
    const at = [...path, name].join('.');
    const usual = filled[at];
    if (value === undefined) continue;
    if (usual === any || (usual !== undefined && sameSettings(usual, value))) filledIn.push(at);
    else if (isSettings(value)) {
      const inner = withoutFilledIn(value, [...path, name]);
      filledIn.push(...inner.filledIn);
      if (Object.keys(inner.own).length > 0) own[name] = inner.own;
    } else own[name] = value;
  }
  return { own, filledIn };
}
