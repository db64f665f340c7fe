import net from "node:net";
import { describe, expect, it } from "vitest";
import { refuseNetworkInTests } from "../../../src/testing/vitest/index.ts";

/** An address that no network has (RFC 5737), so that nothing leaves the machine even where nothing refuses. */
const elsewhere = "http://192.0.2.1/";

const { connect } = net.Socket.prototype;

describe("refuseNetworkInTests", () => {
  describe("inside", () => {
    refuseNetworkInTests();

    it("refuses what would leave the machine, with host and port", async () => {
      await expect(fetch(elsewhere)).rejects.toMatchObject({
        cause: { message: expect.stringContaining("192.0.2.1:80") },
      });
    });
  });

  it("opens the network again after the last test", () => {
    expect(net.Socket.prototype.connect).toBe(connect);
  });
});
