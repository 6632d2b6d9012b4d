#!/usr/bin/env python3
"""The network's bad days, N1 to N21: each ends with every photo proven, or said plainly, and nothing else."""

import fcntl
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import NO_LEAK_CHECK, Case, may_make_namespaces, port_that_is_free  # noqa: E402
from proxy import Proxy  # noqa: E402


class Network(Case):
    def backed_up(self, *faults, photos=18, expect=0, more=(), **options):
        """A library made and backed up through these faults; the invariants hold."""
        self.demo(photos=photos, faults=faults, more=more)
        self.decoy = invariants.Decoy(self)
        self.init()
        ran = self.ctl("backup", self.library, "--json", expect=expect, **options)
        self.after = invariants.check(self, decoy=self.decoy)
        self.assert_only_reads()
        return ran

    def assert_all_proven(self):
        states = self.after["states"]
        self.assertEqual(states["proven"] + states["skipped"], self.after["total"], states)

    def ranges(self):
        return [r for r in self.cloud.fetches() if r.get("range")]

    def test_N1_no_network_at_the_start_waits_and_says_so_once(self):
        if not may_make_namespaces():
            self.skipTest("no network namespace can be made here")
        self.demo(photos=8)
        self.init()
        self.ctl("scan", self.library)
        without = ("unshare", "-n")
        status = self.ctl("status", self.library, "--json", prefix=without).json
        self.assertEqual(status["total"], 8)
        ran = self.ctl("backup", self.library, "--no-wait", prefix=without, expect=(1, 3, 4))
        self.assertLessEqual(len(ran.err.splitlines()), 3, f"an error storm\n{ran}")
        job = self.start("backup", self.library, prefix=without)
        time.sleep(2)
        self.assertTrue(job.is_running, f"it does not wait for the network\n{job.ran()}")
        job.signal(signal.SIGINT)
        ran = job.wait(10)
        self.assertLessEqual(len(ran.err.splitlines()), 6, f"an error storm\n{ran}")
        states = invariants.check(self)["states"]
        self.assertEqual(states["failed"], 0, "no network is no photo's failure")
        self.ctl("backup", self.library)
        invariants.check(self)

    def test_N3_refused_connections_are_tried_again_until_the_server_is_back(self):
        port = port_that_is_free()
        self.demo(photos=18, port=port)
        self.init()
        self.cloud.stop()
        job = self.start("backup", self.library, "--json")
        time.sleep(1.5)
        self.assertTrue(job.is_running, f"it gave up\n{job.ran()}")
        self.demo(photos=18, port=port)
        self.assertEqual(job.wait().status, 0, str(job.ran()))
        self.after = invariants.check(self)
        self.assert_all_proven()

    def test_N4_reset_in_mid_body_is_resumed(self):
        self.backed_up("rst=3000,on=delivery,first=6")
        self.assert_all_proven()
        self.assertTrue(self.ranges(), "nothing was resumed by range")

    def test_N5_a_body_shorter_than_its_length_is_resumed(self):
        self.backed_up("short=3000,on=delivery,first=6")
        self.assert_all_proven()
        self.assertTrue(self.ranges(), "nothing was resumed by range")

    def test_N7_no_length_and_closed_early_is_resumed(self):
        self.backed_up("close=3000,on=delivery,first=6")
        self.assert_all_proven()
        self.assertTrue(self.ranges(), "nothing was resumed by range")

    def test_N7_a_chunked_body_cut_inside_or_between_chunks_is_resumed(self):
        self.backed_up("chunk-cut,on=delivery,first=3", "chunk-noend,on=delivery,first=3")
        self.assert_all_proven()

    def test_N8_a_stream_that_ends_without_goodbye_is_resumed(self):
        self.backed_up("tls-cut,on=delivery,first=6")
        self.assert_all_proven()

    def test_N8_tls_closed_without_close_notify_is_resumed_and_an_unknown_issuer_is_refused(self):
        own, foreign = self.certificate("own"), self.certificate("foreign")
        bundle = self.home / "bundle.crt"
        bundle.write_bytes(pathlib.Path(own[0]).read_bytes())
        store = "/etc/ssl/certs/ca-certificates.crt"
        # A mount namespace in which this one certificate is trusted; nothing of the machine changes.
        trusting = ("unshare", "-m", "sh", "-c", f'mount --bind "{bundle}" {store} && exec "$@"', "sh")
        if subprocess.run([*trusting, "true"], capture_output=True, check=False).returncode != 0:
            self.skipTest("no mount namespace can be made here")
        self.demo(photos=12)
        cut = set()

        def change(path, reply):
            if not path.startswith("/v1_1/") and path not in cut and len(cut) < 5 and len(reply.body) > 4000:
                cut.add(path)
                reply.cut_at = 2500
            return reply

        refused = Proxy(self, self.cloud, change, foreign)
        ran = self.init(url=refused.url, prefix=trusting, expect=1, ASAN_OPTIONS=NO_LEAK_CHECK)
        self.assert_one_sentence(ran, "certificate")
        self.assertEqual(refused.asked, [], "something was sent to a server that is not to be trusted")
        proxy = Proxy(self, self.cloud, change, own)
        self.init(url=proxy.url, prefix=trusting, ASAN_OPTIONS=NO_LEAK_CHECK)
        self.ctl("backup", self.library, url=proxy.url, prefix=trusting, ASAN_OPTIONS=NO_LEAK_CHECK)
        self.assertEqual(len(cut), 5)
        self.after = invariants.check(self)
        self.assert_all_proven()
        for _, path, headers in proxy.asked:
            if not path.startswith("/v1_1/"):
                self.assertNotIn("Authorization", headers, path)

    def certificate(self, name):
        key, certificate = self.home / f"{name}.key", self.home / f"{name}.crt"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        return str(certificate), str(key)

    def test_N9_a_stalled_transfer_is_given_up_and_the_others_go_on(self):
        self.demo(photos=18, faults=["stall=2000,on=delivery,first=2"])
        self.init()
        job = self.start("backup", self.library, "--json")
        ran = job.wait(60)
        self.assertEqual(ran.status, 0, str(ran))
        self.after = invariants.check(self)
        self.assert_all_proven()

    def test_N11_a_flipped_bit_never_becomes_a_photo(self):
        self.backed_up("flip,on=delivery,first=6")
        self.assert_all_proven()

    def test_N11_a_bit_that_flips_every_time_is_reported_and_nothing_is_stored_as_proven(self):
        self.backed_up("wrong-bytes,on=delivery", photos=8, expect=(0, 3))
        self.assertEqual(self.after["states"]["proven"], 0)
        self.assertLess(len(self.cloud.fetches()), 8 * 25, "it never stops asking")

    def test_N12_gzip_on_a_photo_is_never_stored_decoded(self):
        self.backed_up("gzip,on=delivery,first=8", "gzip-cut,on=delivery,first=2")
        self.assert_all_proven()

    def test_N12_asking_for_identity_keeps_a_compressing_server_from_compressing(self):
        self.backed_up("gzip-asked,on=delivery")
        self.assert_all_proven()
        self.assertEqual(len(self.cloud.fetches()), self.after["states"]["proven"])

    def test_N13_a_range_answered_with_the_whole_starts_again(self):
        self.backed_up("rst=3000,on=delivery,first=6", "range-200,on=delivery,first=6")
        self.assert_all_proven()

    def test_N13_a_range_other_than_the_one_asked_for_is_not_taken(self):
        self.backed_up("rst=3000,on=delivery,first=6", "range-wrong,on=delivery,first=6")
        self.assert_all_proven()

    def test_N15_416_starts_again_instead_of_giving_up(self):
        self.backed_up("rst=3000,on=delivery,first=6", "range-416,on=delivery,first=6")
        self.assert_all_proven()

    def test_N16_a_photo_replaced_between_two_parts_is_fetched_anew_as_its_new_version(self):
        self.demo(photos=18, faults=["swap=3000,on=delivery,first=2"])
        self.init()
        self.ctl("backup", self.library, expect=(0, 3))
        self.ctl("backup", self.library)
        self.after = invariants.check(self)
        self.assert_all_proven()
        there = {a["asset_id"]: a["bytes"] for a in self.cloud.assets()}
        for photo in invariants.rows(self.library, "SELECT * FROM photos WHERE state = 'proven'"):
            self.assertEqual(photo["local_bytes"], there[photo["asset_id"]])

    def test_N16_a_range_with_another_etag_is_not_appended(self):
        self.backed_up("rst=3000,on=delivery,first=6", "range-etag,on=delivery,first=6")
        self.assert_all_proven()

    def test_N17_a_multipart_reply_is_refused_unread(self):
        self.backed_up("rst=3000,on=delivery,first=6", "multipart,on=delivery,first=6")
        self.assert_all_proven()

    def test_N19_a_suspended_program_goes_on_where_it_was(self):
        self.demo(photos=30, faults=["delay=40,on=delivery", "drip=60000,on=delivery,first=6"])
        self.init()
        job = self.start("backup", self.library, "--json")
        self.wait_until(lambda: len(self.cloud.fetches()) > 5, "transfers are under way")
        job.signal(signal.SIGSTOP)
        time.sleep(3)
        job.signal(signal.SIGCONT)
        ran = job.wait()
        self.assertEqual(ran.status, 0, str(ran))
        self.after = invariants.check(self)
        self.assert_all_proven()

    def test_N19_a_network_that_goes_and_comes_back_is_followed(self):
        if not may_make_namespaces():
            self.skipTest("no network namespace can be made here")
        # Everything of this test lives in a network of its own, whose one interface goes down and up.
        namespace = subprocess.Popen(["unshare", "-n", "sleep", "120"])
        self.addCleanup(namespace.wait)
        self.addCleanup(namespace.kill)
        inside = ("nsenter", f"--net=/proc/{namespace.pid}/ns/net")
        self.wait_until(lambda: pathlib.Path(f"/proc/{namespace.pid}/cmdline").read_bytes().startswith(b"sleep"), "it is there")
        switch = f"import sys; sys.path.insert(0, {str(pathlib.Path(__file__).parent)!r}); import {pathlib.Path(__file__).stem} as t; "
        link = lambda up: subprocess.run([*inside, sys.executable, "-c", switch + f"t.set_loopback({up})"], check=True)  # noqa: E731
        link(True)
        self.demo(photos=30, faults=["delay=100,on=delivery"], prefix=inside)
        self.init(prefix=inside)
        job = self.start("backup", self.library, "--json", prefix=inside)
        self.wait_until(lambda: len(self.cloud.fetches()) > 5, "transfers are under way")
        link(False)
        time.sleep(1.5)
        self.assertTrue(job.is_running, str(job.ran()))
        link(True)
        ran = job.wait()
        self.assertEqual(ran.status, 0, str(ran))
        self.after = invariants.check(self)
        self.assert_all_proven()
        double = invariants.rows(self.library, "SELECT photo_id FROM downloads GROUP BY photo_id HAVING count(*) > 1")
        self.assertEqual(double, [], "a photo was entered twice")

    def test_N20_random_loss_and_delay_over_many_files(self):
        n_photos = 10000 if not self.is_slow() else 600
        self.backed_up("rst=1500,on=delivery,every=19", "short=900,on=delivery,every=23", "503,on=delivery,every=29",
                       "close=700,on=delivery,every=31", photos=n_photos, patience=600)
        self.assert_all_proven()

    def is_slow(self):
        from harness import is_sanitized
        return is_sanitized()

    def test_N21_a_login_page_is_never_a_photo_and_is_called_what_it_is(self):
        self.backed_up("portal,on=delivery,first=12")
        self.assert_all_proven()
        self.demo(photos=6, faults=["portal"])
        self.library = self.home / "pictures" / "other"
        ran = self.init(expect=1)
        self.assert_one_sentence(ran, "login")

    def test_N21_a_login_page_for_every_photo_fails_each_in_plain_words(self):
        self.backed_up("portal,on=delivery", photos=6, expect=(1, 3), more=())
        self.assertEqual(self.after["states"]["proven"], 0)
        texts = [r["failure_reason"] for r in invariants.rows(self.library, "SELECT * FROM photos WHERE state = 'failed'")]
        self.assertTrue(texts and all("login" in t.lower() or "log in" in t.lower() for t in texts), texts)


def set_loopback(up):
    """Takes the loopback interface of this network namespace up or down (SIOCSIFFLAGS, netdevice(7))."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(probe, 0x8913, request))[1]
        flags = flags | 1 if up else flags & ~1
        fcntl.ioctl(probe, 0x8914, struct.pack("16sh14x", b"lo", flags))


if __name__ == "__main__":
    tap.main()
