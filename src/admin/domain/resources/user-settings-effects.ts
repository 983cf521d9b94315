import type { Effect } from './resource';

/**
 * When a change of a domain's or profile's settings for users reaches them. Apps keep what they were started with; an
 * execution role changes only while no app runs; what the portal shows, and what new spaces get, counts at once (fact
 * sheet, section 4; that the portal needs no restart is an assumption).
 */
export const userSettingsEffects = (member: string): Record<string, Effect> => ({
  [member]: 'next-start',
  [`${member}.ExecutionRole`]: 'apps-stopped',
  [`${member}.SharingSettings`]: 'now',
  [`${member}.SpaceStorageSettings`]: 'now',
  [`${member}.DefaultLandingUri`]: 'now',
  [`${member}.StudioWebPortal`]: 'now',
  [`${member}.StudioWebPortalSettings`]: 'now',
});
