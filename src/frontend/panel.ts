import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { SidePanel } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { studioloIcon } from './icon';
import type { Furnishing } from './furnish';

export interface PanelServices {
  app: JupyterFrontEnd;
  fileBrowser: IDefaultFileBrowser | null;
  translator: ITranslator;
  trans: TranslationBundle;
}

/** The sidebar panel. It is empty, and asks for nothing, until it is first shown. */
export class StudioPanel extends SidePanel {
  #furnishing: Promise<Furnishing | undefined> | undefined;

  constructor(private readonly services: PanelServices) {
    super({ translator: services.translator });
    this.id = 'studiolo:panel';
    this.title.icon = studioloIcon;
    this.title.caption = services.trans.__('SageMaker Studio');
    this.addClass('studiolo-Panel');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', services.trans.__('SageMaker Studio'));
  }

  async refresh(): Promise<void> {
    await (await this.#furnished())?.refresh();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    void this.#furnished().then((furnishing) => furnishing?.setVisible(this.isVisible));
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    void this.#furnishing?.then((furnishing) => furnishing?.setVisible(this.isVisible));
  }

  override dispose(): void {
    void this.#furnishing?.then((furnishing) => furnishing?.dispose());
    super.dispose();
  }

  #furnished(): Promise<Furnishing | undefined> {
    this.#furnishing ??= import('./furnish').then(
      ({ furnish }) => (this.isDisposed ? undefined : furnish(this, this.services)),
      (error: unknown) => {
        // E.g. the server was upgraded under an open page, and the rest of the old version is gone.
        const { trans } = this.services;
        const content = new Widget();
        content.addClass('studiolo-Unloaded');
        content.node.textContent = trans.__('The panel could not be loaded (%1). Reload the page.', String(error));
        this.content.addWidget(content);
        return undefined;
      },
    );
    return this.#furnishing;
  }
}
