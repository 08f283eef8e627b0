/** What the eye would see of a page: texts that are cut or that overlap, and what something else covers. */
import type { Page } from '@playwright/test';

/** Adds a style to the page. The content security policy refuses a `<style>`, as it should. */
export async function setStyle(page: Page, css: string): Promise<void> {
  await page.evaluate((texte) => {
    const style = new CSSStyleSheet();
    style.replaceSync(texte);
    document.adoptedStyleSheets = [style];
  }, css);
}

/**
 * Texts that go out of the screen, out of the box that cuts them or out of the button that holds them, and
 * neighbours of a menu, or an hour and its service, that overlap. A table may scroll in its own box.
 */
export function listTextesPerdus(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const fautes: string[] = [];
    const width = document.documentElement.clientWidth;
    const isOut = (inner: DOMRect, outer: { left: number; right: number; top: number; bottom: number }) =>
      inner.left < outer.left - 1 ||
      inner.right > outer.right + 1 ||
      inner.top < outer.top - 1 ||
      inner.bottom > outer.bottom + 1;
    const rectOf = (node: Node): DOMRect => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getBoundingClientRect();
    };

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const texte = (node.textContent ?? '').trim();
      const parent = node.parentElement!;
      // What is folded is not on the screen, though it has a place.
      if (texte === '' || !parent.checkVisibility()) continue;
      if (parent.closest('option, .visuellement-cache, .tableau, .evitement, .evitement-carte')) continue;
      const rect = rectOf(node);
      if (rect.width === 0 || rect.height === 0) continue;
      if (rect.left < -1 || rect.right > width + 1) fautes.push(`out of the screen: ${texte}`);
      const box = parent.closest<HTMLElement>('.bouton, .pastille, .compte, .tuile, .carte, button, summary');
      if (box && isOut(rect, box.getBoundingClientRect())) fautes.push(`out of its box: ${texte}`);
      for (let outer: HTMLElement | null = parent; outer; outer = outer.parentElement) {
        if (outer === document.body || getComputedStyle(outer).overflow === 'visible') continue;
        if (isOut(rect, outer.getBoundingClientRect())) fautes.push(`cut: ${texte}`);
      }
    }

    const voisins = '.rubriques-liste, .menu-liste, .pied-liens, .actions, .passages > li:not([hidden])';
    for (const liste of document.querySelectorAll(voisins)) {
      const rects = [...liste.children].map((item) => ({ item, rect: rectOf(item) }));
      rects.forEach(({ item, rect: a }, index) => {
        for (const { rect: b } of rects.slice(index + 1)) {
          const overlaps =
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
          if (overlaps) fautes.push(`overlaps its neighbour: ${item.textContent.trim()}`);
        }
      });
    }
    return [...new Set(fautes)];
  });
}

/** How many pixels the page goes beyond the right edge of the screen. */
export function countPixelsBeyond(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** What the focus is on, when something else covers it entirely, or when it is out of the screen. */
export function describeMasque(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const points = [...element.getClientRects()].flatMap(({ left, right, top, bottom }) => [
      [(left + right) / 2, (top + bottom) / 2] as const,
      ...[left + 3, right - 3].flatMap((x) => [top + 3, bottom - 3].map((y) => [x, y] as const)),
    ]);
    const isSeen = points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top !== null && (element.contains(top) || top.contains(element));
    });
    return isSeen ? undefined : `${element.localName} « ${element.textContent.trim().slice(0, 40)} »`;
  });
}

/** Everything that can have the focus and that something covers once it has it. */
export function listMasques(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const fautes: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('a, button, select, summary, [tabindex]')) {
      if (element.getClientRects().length === 0 || element.localName === 'main') continue;
      element.focus();
      const focused: Element | null = document.activeElement;
      if (focused !== element) continue;
      const points = [...element.getClientRects()].flatMap(({ left, right, top, bottom }) => [
        [(left + right) / 2, (top + bottom) / 2] as const,
        ...[left + 3, right - 3].flatMap((x) => [top + 3, bottom - 3].map((y) => [x, y] as const)),
      ]);
      const isSeen = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (element.contains(top) || top.contains(element));
      });
      if (!isSeen) fautes.push(`${element.localName} « ${element.textContent.trim().slice(0, 40)} »`);
    }
    return fautes;
  });
}
