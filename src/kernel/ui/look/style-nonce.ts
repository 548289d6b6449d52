/** The server writes the nonce of its content security policy into a meta tag. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/**
 * Gives the nonce to every style element made by script. The library hands it to its own styles, but not to those that lock scrolling and
 * measure the scroll bar when a dialog opens (`updateCSS` without `csp`), which the policy would refuse.
 */
export function giveNonceToStyles(nonce: string): void {
  if (nonce === '') return;
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
