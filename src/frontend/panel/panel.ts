import { SidePanel } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { studioloIcon } from './icon';
import type { Furnishing, PanelServices, Verbs } from './services';

const furniture = () => import('./furnish');

/** The sidebar panel. It is empty until it is about to be first shown, and asks for nothing until it is. */
export class StudioPanel extends SidePanel {
  #furnishing: Promise<Furnishing | undefined> | undefined;

  constructor(private readonly services: PanelServices) {
    super({ translator: services.translator });
    this.id = 'studiolo:panel';
    const name = services.trans.__('SageMaker Studio');
    this.title.icon = studioloIcon;
    this.title.caption = name;
    this.addClass('studiolo-Panel');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', name);
  }

  /** Is filled out of sight, with what this browser was last shown: that it is shown is all that is left for the click. */
  prepare(): void {
    // What could not be loaded is asked for again, and told, when it is shown.
    void furniture().then(
      () => this.#furnished(),
      () => undefined,
    );
  }

  async refresh(): Promise<void> {
    await (await this.#furnished())?.refresh();
  }

  /** Brings into view why this app stops, or does not. */
  async why(): Promise<void> {
    (await this.#furnished())?.why();
  }

  /** What commands do; nothing where the panel could not be loaded. */
  async verbs(): Promise<Verbs | undefined> {
    return (await this.#furnished())?.verbs;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    document.addEventListener('visibilitychange', this.#follow);
    this.#follow();
  }

  protected override onBeforeDetach(message: Message): void {
    document.removeEventListener('visibilitychange', this.#follow);
    void this.#furnishing?.then((furnishing) => furnishing?.setVisible(false));
    super.onBeforeDetach(message);
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.#follow();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.#follow();
  }

  /** In view is what the user can see: neither in a closed sidebar, nor in a page in the background. */
  get #inView(): boolean {
    return this.isVisible && !document.hidden;
  }

  readonly #follow = (): void => {
    const furnishing = this.#inView ? this.#furnished() : this.#furnishing;
    void furnishing?.then((furnished) => furnished?.setVisible(this.#inView));
  };

  override dispose(): void {
    document.removeEventListener('visibilitychange', this.#follow);
    void this.#furnishing?.then((furnishing) => furnishing?.dispose());
    super.dispose();
  }

  #furnished(): Promise<Furnishing | undefined> {
    this.#furnishing ??= furniture().then(
      ({ furnish }) => (this.isDisposed ? undefined : furnish(this, this.services)),
      (error: unknown) => {
        // E.g. the server was upgraded under an open page, and the rest of the old version is gone.
        const { trans } = this.services;
        const content = new Widget();
        content.node.style.padding = '12px';
        content.node.textContent = trans.__('The panel could not be loaded (%1). Reload the page.', String(error));
        this.content.addWidget(content);
        return undefined;
      },
    );
    return this.#furnishing;
  }
}
