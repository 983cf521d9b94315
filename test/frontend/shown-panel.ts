import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, type ICommandPalette } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { type ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { appArguments } from '../../src/frontend/apps/actions';
import { addAppCommands } from '../../src/frontend/apps/commands';
import { StudioPanel } from '../../src/frontend/panel/panel';
import { addThisAppCommands } from '../../src/frontend/this-app/commands';
import type { Snapshot } from '../../src/protocol/snapshot';
import type { StopTime } from '../../src/protocol/stop-time';
import { FarEnd } from './server';

/** The part of a Request that `ServerConnection` touches; jsdom has none. */
class SentRequest {
  readonly headers = new Headers();
  constructor(
    readonly url: string,
    readonly init: RequestInit,
  ) {}
}

/** What runs in the Jupyter server, as JupyterLab's managers tell it, and how they end it. */
export interface RunningThings {
  sessions: { id: string; path: string; kernel: { id: string; execution_state?: string; last_activity?: string } }[];
  kernels: { id: string; name: string; execution_state?: string; last_activity?: string }[];
  terminals: { name: string; last_activity?: string }[];
  end: (what: string) => Promise<void>;
}

/** Waits until something holds, or for so long that it will not; what is expected of it is said after. */
export const until = async (holds: () => unknown) => {
  for (let tries = 0; tries < 2_000 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
};
export const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ') ?? '';

/** The panel in a page, with its commands; the network's far end is the test's. */
export class ShownPanel {
  readonly far = new FarEnd();
  readonly commands = new CommandRegistry();
  readonly inPalette: string[] = [];
  /** What was shut down through JupyterLab's managers. */
  readonly ended: string[] = [];
  readonly learnt: StopTime[] = [];
  kernelRefreshes = 0;
  /** Open documents by path, and whether they have changes that are not saved. */
  readonly documents = new Map<string, 'dirty' | 'saved'>();
  readonly running: RunningThings = {
    sessions: [],
    kernels: [],
    terminals: [],
    end: async (what) => void this.ended.push(what),
  };
  readonly panel: StudioPanel;

  constructor(translator: ITranslator = nullTranslator) {
    const trans = translator.load('studiolo');
    const { far, running } = this;
    const manager = (kind: 'session' | 'kernel' | 'terminal', list: () => readonly unknown[]) => ({
      refreshRunning: async () => undefined,
      running: () => list().values(),
      shutdown: (id: string) => running.end(`${kind} ${id}`),
    });
    const serviceManager = {
      serverSettings: {
        baseUrl: 'http://lab/',
        init: {},
        token: '',
        Request: SentRequest,
        fetch: ({ url, init }: SentRequest) => far.send(url, init),
      },
      kernelspecs: {
        refreshSpecs: async () => {
          this.kernelRefreshes += 1;
        },
      },
      contents: { localPath: (path: string) => path },
      sessions: manager('session', () => running.sessions),
      kernels: manager('kernel', () => running.kernels),
      terminals: { ...manager('terminal', () => running.terminals), isAvailable: () => true },
    };
    // The services of an application that the panel uses.
    const app = {
      commands: this.commands,
      serviceManager,
      shell: {
        activateById: () => undefined,
        widgets: () => [...this.documents.keys()].map((path) => ({ path })).values(),
      },
    } as unknown as JupyterFrontEnd;
    this.panel = new StudioPanel({
      app,
      fileBrowser: null,
      documents: {
        findWidget: (path: string) => ({ path }),
        contextForWidget: ({ path }: { path: string }) => ({
          path,
          model: { dirty: this.documents.get(path) === 'dirty' },
        }),
      } as unknown as IDocumentManager,
      settings: null,
      stopWatch: { learn: (told) => this.learnt.push(told) },
      translator,
      trans,
    });
    const palette = { addItem: ({ command }: { command: string }) => this.inPalette.push(command) };
    const places = { app, palette: palette as unknown as ICommandPalette, trans };
    addThisAppCommands(places, async (verb) => (await this.panel.verbs())?.thisApp.run(verb));
    addAppCommands(places, {
      run: async (verb, given) => (await this.panel.verbs())?.apps.run(verb, given),
      takes: async (verb) => appArguments(verb),
    });
  }

  /** Shows the panel and waits until it has drawn what it was told. */
  async show(value?: Snapshot): Promise<void> {
    if (value) this.far.show(value);
    Widget.attach(this.panel, document.body);
    const drawn = () => {
      const sections = [...this.panel.node.querySelectorAll('.studiolo-Section')];
      return (
        sections.length > 0 && sections.every((node) => text(node) !== '' && !node.querySelector('[aria-busy="true"]'))
      );
    };
    if (!this.panel.isHidden) await until(() => this.far.asked.length > 0 && drawn());
    await new Promise((resolve) => setTimeout(resolve, 30));
  }

  dispose(): void {
    // One that stays open would keep the next from opening.
    Dialog.tracker.forEach((dialog) => dialog.reject());
    this.panel.dispose();
    document.body.replaceChildren();
    window.localStorage.clear();
  }

  headingOf(title: string): Element | undefined {
    return [...this.panel.node.querySelectorAll('.lm-AccordionPanel-title')].find(
      (node) => text(node.querySelector('.lm-AccordionPanel-titleLabel')) === title,
    );
  }

  section(title: string): Element | undefined {
    const heading = this.headingOf(title);
    return (heading && this.panel.node.querySelector(`[aria-labelledby="${heading.id}"]`)) ?? undefined;
  }

  row(title: string, name: string): HTMLElement | undefined {
    return [...(this.section(title)?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find(
      (node) => node.dataset['row'] === name,
    );
  }

  button(label: RegExp, within: ParentNode = document): HTMLButtonElement | undefined {
    return [...within.querySelectorAll('button')].find((node) =>
      label.test(node.getAttribute('aria-label') ?? text(node)),
    );
  }

  async press(label: RegExp, within?: ParentNode): Promise<void> {
    await until(() => this.button(label, within));
    const found = this.button(label, within);
    if (!found) throw new Error(`no button ${label} in ${text(document.body)}`);
    found.click();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }

  async details(): Promise<void> {
    await this.press(/^Details/, this.section('This app'));
  }

  /** The dialog that is open. */
  async dialog(): Promise<Element> {
    await until(() => document.querySelector('.jp-Dialog'));
    const found = document.querySelector('.jp-Dialog');
    if (!found) throw new Error('no dialog is open');
    const drawn = () => [...found.querySelectorAll('.jp-Dialog-header, .jp-Dialog-body')].every((one) => text(one));
    await until(drawn);
    return found;
  }

  /** Presses a button of the dialog, and waits until it has closed. */
  async answer(label: RegExp): Promise<void> {
    const dialog = await this.dialog();
    await this.press(label, dialog.querySelector('.jp-Dialog-footer') ?? dialog);
    await until(() => !dialog.isConnected);
  }

  async field(label: string): Promise<HTMLInputElement | HTMLSelectElement> {
    const dialog = await this.dialog();
    const find = () =>
      [...dialog.querySelectorAll('label')]
        .find((node) => text(node).startsWith(label))
        ?.querySelector<HTMLInputElement | HTMLSelectElement>('input, select');
    await until(find);
    const found = find();
    if (!found) throw new Error(`no field ${label} in ${text(dialog)}`);
    return found;
  }

  async fill(label: string, value: string): Promise<void> {
    const field = await this.field(label);
    // React listens to what the browser sets, not to what a script assigns.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }

  posted(path: string): unknown {
    return this.far.asked.find((asked) => asked.method === 'POST' && asked.path === path)?.body;
  }
}
