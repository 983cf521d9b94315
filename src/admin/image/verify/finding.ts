import type { ImageAppType } from './app-type';
import type { FindingCode } from './finding-codes';

export type Severity = 'error' | 'warning' | 'note';

/** One thing that Studio, or the people who use the image there, will stumble over. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** The app types that it concerns. */
  appTypes: ImageAppType[];
  /** What is wrong, with the value, and what comes of it. */
  message: string;
  where: Place;
  /** What to do about it. */
  remedy: string;
  /** Dockerfile lines that would put it right, where some would. */
  dockerfile?: string[];
}

/** Where a finding was made: in the image's config, in a layer's file, in the AppImageConfig, or in a Dockerfile. */
export type Place =
  | { in: 'config'; member: string }
  | { in: 'layer'; layer: number; file: string }
  | { in: 'image'; file: string }
  | { in: 'app-image-config'; member: string }
  | { in: 'dockerfile'; line: number };

/** A finding as a rule states it: its severity comes from the code, its app types from the run. */
export type Stated = Omit<Finding, 'severity' | 'appTypes'>;
