const home = '/desk';

/** The address to go on to after signing in: only one of our own pages, whatever the parameter says (no open redirect). */
export function localAddress(wanted: string | null): string {
  if (!wanted?.startsWith('/desk')) return home;
  const address = new URL(wanted, 'http://desk.invalid');
  const own = address.origin === 'http://desk.invalid' && /^\/desk(\/|$)/.test(address.pathname);
  return own && !address.pathname.startsWith('/desk/sign-in') ? address.pathname + address.search : home;
}
