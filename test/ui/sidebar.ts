import type { Locator, Page } from 'playwright-core';

/** The panel as a person finds things in it: by its sections, its rows and its buttons. */
export class Sidebar {
  constructor(private readonly page: Page) {}

  get tab(): Locator {
    return this.page.locator('[data-id="studiolo:panel"]');
  }

  get panel(): Locator {
    return this.page.locator('.studiolo-Panel');
  }

  /** Opens the panel and waits until it has an answer, or says why there is none, and nothing in it moves any more. */
  async open(): Promise<void> {
    await this.tab.click();
    await this.panel.waitFor();
    await this.panel.locator('.studiolo-Row:visible, [role="alert"]:visible').first().waitFor();
    // What is pressed while rows come may be gone from under the pointer.
    const bottoms = () =>
      this.panel.evaluate((panel) =>
        [...panel.querySelectorAll('.jp-AccordionPanel-title')].map((title) => title.getBoundingClientRect().bottom),
      );
    let before: number[] = [];
    for (let same = 0; same < 3;) {
      const now = await bottoms();
      same = String(now) === String(before) ? same + 1 : 0;
      before = now;
      await this.page.waitForTimeout(100);
    }
  }

  section(title: string): Locator {
    return this.panel.getByRole('region', { name: title });
  }

  /** The row of a section's list that has this name in it. */
  row(section: string, name: string): Locator {
    return this.section(section)
      .getByRole('row')
      .filter({ has: this.page.locator('.studiolo-Name').getByText(name, { exact: true }) });
  }

  /** The title of a section, with its counts. */
  title(section: string): Locator {
    return this.panel.locator('.jp-AccordionPanel-title').filter({ hasText: section });
  }

  /**
   * Presses a button that comes into view when its row is pointed at. A row that is moved from under the pointer, as others
   * come or go, is pointed at once more.
   */
  async press(section: string, name: string, button: string | RegExp): Promise<void> {
    const row = this.row(section, name);
    for (let tries = 1; ; tries += 1) {
      await row.hover();
      try {
        await row.getByRole('button', { name: button }).click({ timeout: 5000 });
        return;
      } catch (error) {
        if (tries === 6) throw error;
      }
    }
  }

  /** Chooses from the menu of a row. */
  async choose(section: string, name: string, item: string): Promise<void> {
    await this.row(section, name)
      .getByRole('button', { name: `Actions for ${name}`, exact: true })
      .click();
    await this.page.locator('.lm-Menu').getByText(item, { exact: true }).click();
  }

  /** Unfolds the rows of what is stopped. */
  async unfoldStopped(): Promise<void> {
    const fold = this.section('My apps').getByRole('button', { name: /^Stopped/ });
    await fold.waitFor();
    if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
  }

  /** Shows or hides what the headline of this app rests on. */
  async details(shown: 'shown' | 'hidden' = 'shown'): Promise<void> {
    const fold = this.section('This app').getByRole('button', { name: 'Details' });
    await fold.waitFor();
    if ((await fold.getAttribute('aria-expanded')) !== String(shown === 'shown')) await fold.click();
  }

  /** Makes the sidebar so wide, as far as JupyterLab lets it. */
  async resize(width: number): Promise<void> {
    let got = 0;
    // A page that is still laid out, as with a new theme, moves the handle away from under the pointer.
    for (let tries = 0; tries < 5; tries += 1) {
      got = await this.#drag(width);
      if (Math.abs(got - width) <= 12) return;
    }
    throw new Error(`the sidebar is ${got} wide, not ${width}`);
  }

  /** Drags the sidebar's edge, and tells how wide it is then. */
  async #drag(width: number): Promise<number> {
    await this.page.evaluate(() => {
      // What a drag beside the handle has marked would be dragged itself.
      getSelection()?.removeAllRanges();
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
    const handle = this.page.locator('#jp-main-split-panel > .lm-SplitPanel-handle:not(.lm-mod-hidden)').first();
    const box = await handle.boundingBox();
    const panel = await this.panel.boundingBox();
    if (!box || !panel) throw new Error('the sidebar is not open');
    await this.page.mouse.move(box.x + 2, box.y + 300);
    await this.page.mouse.down();
    await this.page.mouse.move(panel.x + width + 2, box.y + 300, { steps: 5 });
    await this.page.mouse.up();
    // The pointer rests on no row.
    await this.page.mouse.move(1000, 400);
    return (await this.panel.boundingBox())?.width ?? 0;
  }

  /** What takes the focus as Tab is pressed through the panel, from its first to its last. */
  async tabStops(): Promise<string[]> {
    await this.panel.evaluate((panel) => {
      panel.tabIndex = -1;
      panel.focus();
    });
    const stops: string[] = [];
    for (;;) {
      await this.page.keyboard.press('Tab');
      const stop = await this.panel.evaluate((panel) => {
        const active = document.activeElement;
        if (!active || !panel.contains(active)) return undefined;
        return active.getAttribute('aria-label') ?? active.getAttribute('data-row') ?? active.textContent ?? '';
      });
      if (stop === undefined || stops.length > 40) return stops;
      stops.push(stop.slice(0, 40));
    }
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name });
  }

  dialog(): Locator {
    return this.page.locator('.jp-Dialog');
  }

  /** The open dialog once its first field has the focus: what is typed before that may end there. */
  async form(): Promise<Locator> {
    await this.dialog().locator(':is(input, select, textarea):focus').waitFor();
    return this.dialog();
  }

  /** Answers the open dialog with Escape, which it hears from when something in it has the focus. */
  async dismiss(): Promise<void> {
    await this.dialog().locator(':focus').waitFor();
    await this.page.keyboard.press('Escape');
    await this.dialog().waitFor({ state: 'detached' });
  }

  /** Ends whatever is still asked: a question that a test leaves open would hold up the next. */
  async dismissAll(): Promise<void> {
    while (await this.dialog().first().isVisible()) {
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(200);
    }
  }

  /** What the open dialog says: its buttons are there before React has drawn the rest. */
  async dialogText(): Promise<string> {
    for (const part of ['header', 'body'])
      await this.dialog().locator(`.jp-Dialog-${part}:not(:empty)`).first().waitFor();
    return this.dialog().innerText();
  }
}
