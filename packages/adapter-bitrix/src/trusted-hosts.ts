const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Which addresses may be talked to. */
export interface TrustedHosts {
  /** Whether the application's secret and tokens may be sent there to be checked or renewed. */
  isAuthorisationServer(address: string): boolean;
  /** Whether an address may be a portal: https, or http on a listed loopback host. */
  isPortal(address: string): boolean;
  /** The authorisation server to ask when a portal does not name one. */
  readonly defaultServer: string;
}

/** Rules of trust from the list of authorisation hosts. */
export function trustHosts(oauthHosts: readonly string[]): TrustedHosts {
  const isListed = (url: URL) => oauthHosts.includes(url.host) || oauthHosts.includes(url.hostname);
  const isListedLoopback = (url: URL) => url.protocol === "http:" && loopbackNames.has(url.hostname) && isListed(url);
  const first = oauthHosts[0] ?? "";
  return {
    isAuthorisationServer: (address) => {
      const url = toPlainUrl(address);
      return url !== undefined && ((url.protocol === "https:" && isListed(url)) || isListedLoopback(url));
    },
    isPortal: (address) => {
      const url = toPlainUrl(address);
      return url !== undefined && (url.protocol === "https:" || isListedLoopback(url));
    },
    defaultServer: `https://${first}/rest/`,
  };
}

/** An absolute URL without a user name or password inside. */
function toPlainUrl(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.username || url.password ? undefined : url;
}
