import type { PortalState } from "./state.ts";

/** The address of REST on the OAuth server: what events and tokens call `server_endpoint`. */
export function serverEndpoint(state: PortalState): string {
  return `${state.baseUrl}/oauth/rest/`;
}

/** The address of REST on the portal: what events and tokens call `client_endpoint`. */
export function clientEndpoint(state: PortalState): string {
  return `${state.baseUrl}/rest/`;
}

/** Host and port of the portal. */
export function portalDomain(state: PortalState): string {
  return new URL(state.baseUrl).host;
}
