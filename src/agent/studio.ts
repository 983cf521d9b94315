import type { SageMaker } from '../aws/client';
import { AwsSources } from './aws-source';
import type { Whereabouts, Startup, Runtime } from './configuration';
import { keptFolder } from './kept-folder';
import type { LabServer } from './lab-server';
import { AppsSource } from './sources/apps';
import { CostSource } from './sources/cost';
import { PricesSource } from './sources/prices';
import { idleOf, type IdleSource } from './sources/idle';
import type { Metadata } from './sources/metadata';
import { RepositoriesSource } from './sources/repositories';
import { Settings } from './sources/settings';
import { ThisAppSource } from './sources/this-app';

/** All that is known only inside Studio: the sources of one app's domain. */
export interface Studio {
  metadata: Metadata;
  sagemaker(): Promise<SageMaker>;
  thisApp: ThisAppSource;
  idle: IdleSource;
  apps: AppsSource;
  settings: Settings;
  prices: PricesSource;
  cost: CostSource;
  repositories: RepositoriesSource;
}

/** `highest`: the latest moment that looks before this process have seen anything move. */
export function studioOf(
  metadata: Metadata,
  startup: Startup,
  whereabouts: Whereabouts,
  runtime: Runtime,
  server: LabServer,
  highest?: string,
): Studio {
  let connection: Promise<SageMaker> | undefined;
  // The SDK is loaded with the first question to AWS: an agent whose panel is hidden stays small.
  const sagemaker = () => (connection ??= import('../aws/studio-api').then(({ connect }) => connect(metadata.region)));
  let reading: Promise<SageMaker> | undefined;
  const aws = new AwsSources(
    runtime,
    () => (reading ??= import('../aws/studio-api').then(({ connect }) => connect(metadata.region, 1))),
  );
  const settings = new Settings(aws, metadata);
  const kept = keptFolder(whereabouts);
  const prices = new PricesSource(runtime, metadata.region, kept);
  return {
    metadata,
    sagemaker,
    settings,
    prices,
    cost: new CostSource(runtime, prices, kept, whereabouts.pids.server),
    thisApp: new ThisAppSource(aws, metadata, settings, whereabouts.imageVersion),
    idle: idleOf({ settings, metadata, startup, whereabouts, runtime, server, highest }),
    apps: new AppsSource(aws, metadata, settings),
    repositories: new RepositoriesSource(runtime, settings, whereabouts, startup.server.rootDir),
  };
}
