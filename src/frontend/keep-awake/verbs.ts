import '../../../style/panel.css';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { ServerConnection } from '@jupyterlab/services';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import { AskKeepAwake, KeepAwake } from '../../protocol/keep-awake';
import { Client, ClientError } from '../model/client';
import { preferencesOf, settingsId } from '../model/settings';
import { careful, withoutControls } from '../texts/careful';
import { clockTime } from '../texts/clock-time';
import { noticeText } from '../texts/notice-text';
import { askHowLong } from './dialogs/how-long';

export interface KeepAwakeParts {
  app: JupyterFrontEnd;
  /** Has what the dialog offers first. */
  registry: ISettingRegistry | null;
  trans: TranslationBundle;
}

/** What the commands do. What comes of it is told by a notification, wherever it was asked from. */
export class KeepAwakeCommands {
  readonly #client: Client;
  readonly #trans: TranslationBundle;

  constructor(private readonly parts: KeepAwakeParts) {
    const settings = parts.app.serviceManager.serverSettings;
    const trans = careful(parts.trans);
    const send = (url: string, init: RequestInit) => ServerConnection.makeRequest(url, init, settings);
    this.#client = new Client(send, settings.baseUrl);
    this.#trans = trans;
  }

  /** Keeps the app awake as the arguments say, or as the user does who is then asked. */
  async ask(args: unknown): Promise<void> {
    const trans = this.#trans;
    await this.#telling(async () => {
      const given = AskKeepAwake.safeParse(args);
      const asked = given.success ? given.data : await this.#asked();
      if (!asked) return;
      const { asked: granted } = await this.#client.post('api/keep-awake/ask', asked, KeepAwake);
      if (!granted) return;
      Notification.success(trans.__('Awake until %1.', clockTime(granted.until, new Date())), {
        autoClose: 5000,
      });
    });
  }

  async release(): Promise<void> {
    const trans = this.#trans;
    await this.#telling(async () => {
      await this.#client.post('api/keep-awake/release', {}, KeepAwake);
      Notification.info(trans.__('This app can stop when idle again.'), { autoClose: 5000 });
    });
  }

  async #asked(): Promise<AskKeepAwake | undefined> {
    const { policy } = await this.#client.get('api/keep-awake', KeepAwake);
    const { keepAwakeHours } = preferencesOf(await this.parts.registry?.load(settingsId));
    return askHowLong({ policy, trans: this.#trans, hours: keepAwakeHours });
  }

  async #telling(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      Notification.error(withoutControls(noticeText(error.notice, this.parts.trans)), { autoClose: false });
    }
  }
}
