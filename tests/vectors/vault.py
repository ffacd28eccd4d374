#!/usr/bin/env python3
"""Known answers for the key schedule and the formats of a vault, made without any code of the program.

Everything but SHA-2, HMAC and BLAKE2b (Python's own) is written out here: HKDF, X25519, XChaCha20-Poly1305
and Argon2id. Writes vault.json beside itself. Each primitive is first checked against its published vector.
"""
import hashlib
import hmac
import json
import pathlib
import struct

L = b"anteroom/1 "


# HKDF (RFC 5869) ---------------------------------------------------------------------------------
def hkdf(ikm, salt, info, n=32):
    prk = hmac.new(salt, ikm, hashlib.sha256).digest()
    out, block, i = b"", b"", 1
    while len(out) < n:
        block = hmac.new(prk, block + info + bytes([i]), hashlib.sha256).digest()
        out, i = out + block, i + 1
    return out[:n]


def mac(key, words, message):
    return hmac.new(key, L + words + message, hashlib.sha256).digest()


def h(words, *parts):
    return hashlib.sha256(L + words + b"".join(parts)).digest()


# X25519 (RFC 7748) -------------------------------------------------------------------------------
P = 2**255 - 19


def x25519(k, u=bytes([9]) + bytes(31)):
    k = int.from_bytes(bytes([k[0] & 248]) + k[1:31] + bytes([k[31] & 127 | 64]), "little")
    x1 = int.from_bytes(u, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, x1, 1, 0
    for t in range(254, -1, -1):
        bit = k >> t & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b = (x2 + z2) % P, (x2 - z2) % P
        c, d = (x3 + z3) % P, (x3 - z3) % P
        aa, bb, da, cb = a * a % P, b * b % P, d * a % P, c * b % P
        e = (aa - bb) % P
        x3, z3 = (da + cb) ** 2 % P, x1 * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, x3, z2, z3 = x3, x2, z3, z2
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


# XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) ---------------------------------------------------
def rotl(v, n):
    return (v << n | v >> 32 - n) & 0xFFFFFFFF


def quarter(s, a, b, c, d):
    for x, y, z, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[x] = (s[x] + s[y]) & 0xFFFFFFFF
        s[z] = rotl(s[z] ^ s[x], n)


def rounds(state):
    s = list(state)
    for _ in range(10):
        for cols in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
            quarter(s, *cols)
        for diag in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(s, *diag)
    return s


CONST = struct.unpack("<4I", b"expand 32-byte k")


def hchacha(key, nonce16):
    s = rounds(CONST + struct.unpack("<8I", key) + struct.unpack("<4I", nonce16))
    return struct.pack("<8I", *(s[:4] + s[12:]))


def chacha_block(key, counter, nonce12):
    state = CONST + struct.unpack("<8I", key) + (counter,) + struct.unpack("<3I", nonce12)
    return struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(rounds(state), state)))


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    s, acc = int.from_bytes(key[16:], "little"), 0
    for i in range(0, len(message), 16):
        acc = (acc + int.from_bytes(message[i:i + 16] + b"\x01", "little")) * r % (2**130 - 5)
    return ((acc + s) & (2**128 - 1)).to_bytes(16, "little")


def pad16(b):
    return b + bytes(-len(b) % 16)


def seal_aead(key, nonce, aad, plain):
    sub, n12 = hchacha(key, nonce[:16]), bytes(4) + nonce[16:]
    stream = b"".join(chacha_block(sub, 1 + i, n12) for i in range((len(plain) + 63) // 64))
    ct = bytes(a ^ b for a, b in zip(plain, stream))
    otk = chacha_block(sub, 0, n12)[:32]
    tag = poly1305(otk, pad16(aad) + pad16(ct) + struct.pack("<QQ", len(aad), len(ct)))
    return ct + tag


def box(key, nonce, aad, plain):
    return nonce + seal_aead(key, nonce, aad, plain)


# Argon2id (RFC 9106) -------------------------------------------------------------------------------
M64 = 2**64 - 1


def blake_long(n, data):
    data = struct.pack("<I", n) + data
    if n <= 64:
        return hashlib.blake2b(data, digest_size=n).digest()
    v = hashlib.blake2b(data).digest()
    out = v[:32]
    while n - len(out) > 64:
        v = hashlib.blake2b(v).digest()
        out += v[:32]
    return out + hashlib.blake2b(v, digest_size=n - len(out)).digest()


def ror(v, n):
    return (v >> n | v << 64 - n) & M64


def gb(v, a, b, c, d):
    for x, y, z, n in ((a, b, d, 32), (c, d, b, 24), (a, b, d, 16), (c, d, b, 63)):
        v[x] = (v[x] + v[y] + 2 * (v[x] & 0xFFFFFFFF) * (v[y] & 0xFFFFFFFF)) & M64
        v[z] = ror(v[z] ^ v[x], n)


def permute(v, i):
    for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                       (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
        gb(v, i[a], i[b], i[c], i[d])


def compress(x, y):
    r = [a ^ b for a, b in zip(x, y)]
    z = list(r)
    for row in range(8):
        permute(z, range(16 * row, 16 * row + 16))
    for col in range(8):
        permute(z, [2 * col + 16 * k + j for k in range(8) for j in range(2)])
    return [a ^ b for a, b in zip(r, z)]


def argon2id(password, salt, m, t, p, n=32, secret=b"", data=b""):
    def le(b):
        return struct.pack("<I", len(b)) + b
    h0 = hashlib.blake2b(struct.pack("<6I", p, n, m, t, 0x13, 2) + le(password) + le(salt)
                         + le(secret) + le(data)).digest()
    q = m // (4 * p) * 4
    seg = q // 4
    blocks = [[None] * q for _ in range(p)]
    for lane in range(p):
        for j in range(2):
            raw = blake_long(1024, h0 + struct.pack("<II", j, lane))
            blocks[lane][j] = list(struct.unpack("<128Q", raw))
    zero = [0] * 128
    for it in range(t):
        for sl in range(4):
            for lane in range(p):
                free = it == 0 and sl < 2
                addresses = []
                if free:
                    for c in range(1, (seg + 127) // 128 + 1):
                        z = [it, lane, sl, p * q, t, 2, c] + [0] * 121
                        addresses += compress(zero, compress(zero, z))
                for i in range(2 if it == 0 and sl == 0 else 0, seg):
                    j = sl * seg + i
                    rand = addresses[i] if free else blocks[lane][(j - 1) % q][0]
                    j1, j2 = rand & 0xFFFFFFFF, rand >> 32
                    ref = lane if it == 0 and sl == 0 else j2 % p
                    same = ref == lane
                    if it == 0:
                        area = j - 1 if same else sl * seg - (1 if i == 0 else 0)
                        start = 0
                    else:
                        area = q - seg + (i - 1 if same else -(1 if i == 0 else 0))
                        start = (sl + 1) % 4 * seg
                    x = j1 * j1 >> 32
                    rel = area - 1 - (area * x >> 32)
                    new = compress(blocks[lane][(j - 1) % q], blocks[ref][(start + rel) % q])
                    old = blocks[lane][j]
                    blocks[lane][j] = new if it == 0 else [a ^ b for a, b in zip(new, old)]
    final = blocks[0][q - 1]
    for lane in range(1, p):
        final = [a ^ b for a, b in zip(final, blocks[lane][q - 1])]
    return blake_long(n, struct.pack("<128Q", *final))


# The primitives against their published vectors ----------------------------------------------------
def self_check():
    okm = hkdf(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42)
    assert okm.hex().startswith("3cb25f25faacd57a90434f64d0362f2a")
    k = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    u = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    assert x25519(k, u).hex() == "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    text = (b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
            b"sunscreen would be it.")
    out = seal_aead(bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)),
                    bytes.fromhex("50515253c0c1c2c3c4c5c6c7"), text)
    assert out[:16].hex() == "bd6d179d3e83d43b9576579493c0e939"
    assert out[-16:].hex() == "c0875924c1c7987947deafd8780acf49"
    tag = argon2id(b"\x01" * 32, b"\x02" * 16, 32, 3, 4, 32, b"\x03" * 8, b"\x04" * 12)
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


# The formats ---------------------------------------------------------------------------------------
def u16(v):
    return struct.pack("<H", v)


def u32(v):
    return struct.pack("<I", v)


def u64(v):
    return struct.pack("<Q", v)


def field(b):
    return u32(len(b)) + b


def seal(ephemeral, pub, purpose, aad, plain):
    e = x25519(ephemeral)
    key = hkdf(x25519(ephemeral, pub), e + pub, L + b"seal " + purpose)
    return e + seal_aead(key, bytes(24), aad, plain)


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code(vault, secret):
    raw = b"\x01" + secret
    raw += h(b"code", b"\x01", vault, secret)[:3]
    number = int.from_bytes(raw, "big")
    text = "".join(CROCKFORD[number >> 5 * (31 - i) & 31] for i in range(32))
    return "-".join(text[i:i + 4] for i in range(0, 32, 4))


def slot(v, s):
    kdf = u32(s["m"]) + u32(s["t"]) + bytes([s["p"]])
    derived = argon2id(s["secret"], s["salt"], s["m"], s["t"], s["p"])
    kek = hkdf(derived, s["id"], L + b"slot-enc")
    commit = hkdf(derived, s["id"], L + b"slot-commit")
    aad = (L + b"slot" + v + u16(1) + s["id"] + bytes([s["kind"]]) + s["tag"] + kdf + s["salt"] + commit)
    boxed = box(kek, s["nonce"], aad, s["u"] + s["t_seed"] + s["pin"])
    x = x25519(hkdf(s["u"], v, L + b"id-staff"))
    k_db = seal(s["ephemeral"], x, b"k_db", v + s["id"] + u32(1), s["k_db"])
    return (s["id"] + bytes([s["kind"]]) + s["tag"] + kdf + s["salt"] + b"\x00" + commit + boxed + k_db)


def main():
    self_check()

    def fill(n, start):
        return bytes((start + 7 * i) & 255 for i in range(n))

    v = fill(16, 1)
    u_i, t_i = fill(32, 2), fill(32, 3)
    k_db, k_adm, k_tx = fill(32, 4), fill(32, 5), fill(32, 6)
    out = {"note": "made by vault.py; do not edit", "vault": v, "u": u_i, "t": t_i, "k_db": k_db,
           "k_adm": k_adm, "k_tx": k_tx}
    x_secret, t_secret = hkdf(u_i, v, L + b"id-staff"), hkdf(t_i, v, L + b"id-tx")
    tx_secret = hkdf(k_tx, v, L + b"x25519")
    p_tx = x25519(tx_secret)
    wrap_key = hkdf(k_tx, v, L + b"wrap")
    header_mac = hkdf(k_db, v, L + b"hdr-mac")
    out["keys"] = {
        "x_public": x25519(x_secret), "y_public": x25519(t_secret), "page": hkdf(k_db, v, L + b"sqlcipher"),
        "header_mac": header_mac, "staff_roster_mac": hkdf(k_adm, v, L + b"roster-mac"),
        "tx_roster_mac": hkdf(k_tx, v, L + b"roster-mac"), "wrap": wrap_key, "p_tx": p_tx,
        "kid_tx": h(b"kid", p_tx)[:16],
    }
    name_salt = fill(16, 7)
    out["user_tag"] = {"name_salt": name_salt, "login": " Zoe\u0308 ",
                       "tag": hkdf("zo\u00eb".encode(), name_salt, L + b"user-tag", 16)}
    out["code"] = {"secret": fill(16, 8), "printed": code(v, fill(16, 8))}
    eph = fill(32, 9)
    person = fill(16, 10)
    out["seal"] = {"ephemeral": eph, "person": person,
                   "k_adm": seal(eph, x25519(x_secret), b"k_adm", v + person + u32(1), k_adm),
                   "k_tx": seal(eph, x25519(t_secret), b"k_tx", v + person + u32(1), k_tx)}

    passphrase = "caf\u00e9 orbit lantern"
    s = {"id": fill(16, 11), "kind": 1, "tag": out["user_tag"]["tag"], "m": 64, "t": 1, "p": 1,
         "salt": fill(32, 12), "nonce": fill(24, 13), "ephemeral": eph, "secret": passphrase.encode(),
         "u": u_i, "t_seed": t_i, "pin": p_tx, "k_db": k_db}
    bytes_of_slot = slot(v, s)
    out["slot"] = {"typed": "cafe\u0301 orbit lantern", "id": s["id"], "salt": s["salt"], "nonce": s["nonce"],
                   "ephemeral": eph, "m": 64, "t": 1, "p": 1, "pin": p_tx, "bytes": bytes_of_slot}

    db_salt, head = fill(16, 14), fill(32, 15)
    core = (b"ANTR" + u16(1) + u16(1) + v + u64(1) + u32(1) + db_salt + name_salt + b"\x01" + bytes_of_slot)
    core_mac = mac(header_mac, b"core", core)
    body = core + core_mac + u64(42) + head
    copy = body + mac(header_mac, b"hdr", body)
    copy += hashlib.sha256(copy).digest()
    out["header"] = {"db_salt": db_salt, "name_salt": name_salt, "anchor_seq": 42, "anchor_head": head,
                     "core_mac": core_mac, "file": copy * 2}

    row = {"person": person, "slot_id": s["id"], "login": "zo\u00eb", "name": "Zo\u00eb Sample", "roles": 15,
           "x": x25519(x_secret), "made_by": person, "state": 1}
    sheet = {"slot_id": fill(16, 16), "kind": 2, "x": fill(32, 17), "made_by": person, "made": "2025-03-10"}
    staff = (v + u32(1) + u64(1) + u32(1) + row["person"] + row["slot_id"] + field(row["login"].encode())
             + field(row["name"].encode()) + bytes([15]) + row["x"] + person + b"\x01"
             + u32(1) + sheet["slot_id"] + b"\x02" + sheet["x"] + person + field(b"2025-03-10"))
    tx = (v + u32(1) + u64(1) + u32(1) + person + x25519(t_secret) + person + field(b"2025-03-10"))
    out["roster"] = {"staff_row": row, "sheet": sheet,
                     "staff_mac": mac(out["keys"]["staff_roster_mac"], b"staff", staff),
                     "tx_mac": mac(out["keys"]["tx_roster_mac"], b"tx", tx)}

    record, r_id, r = fill(16, 18), fill(16, 19), fill(32, 20)
    part, version, kind = 3, 7, 1
    place = v + record + u16(part) + r_id + u32(1)
    nonce = fill(24, 21)
    plain = b'{"v":1}'
    padded = u32(len(plain)) + plain
    padded += bytes(-len(padded) % 4096)
    rec_aad = L + b"rec" + v + record + u16(part) + u32(version) + bytes([kind]) + r_id
    sealed = seal_aead(r, nonce, rec_aad, padded)
    out["record"] = {
        "record": record, "part": part, "version": version, "kind": kind, "r_id": r_id, "r": r, "nonce": nonce,
        "plain": plain.decode(), "wrap_nonce": fill(24, 22),
        "wrap": box(wrap_key, fill(24, 22), L + b"r" + place + b"\x00", r),
        "seal": seal(eph, p_tx, b"r", L + b"r" + place + b"\x01", r),
        "sealed_sha256": hashlib.sha256(sealed).digest(),
        "row_hash": h(b"row", record, u16(part), u32(version), bytes([kind]), r_id, nonce, sealed),
        "content_hash": h(b"content", field(b"salt"), b"body"),
    }
    doc = '{"legal-name":"Ada Vale"}'
    out["doc"] = {"table": "client", "id": record, "version": 2, "body": doc,
                  "hash": h(b"doc", field(b"client"), record, u32(2), field(doc.encode()))}

    link = {"seq": 1, "prev": hashlib.sha256(v).digest(), "time_utc": "2025-03-10T12:00:00.000Z",
            "boot": fill(16, 23), "mono_ms": 1234, "actor": person, "session": fill(16, 24),
            "role": "administrator+clinician", "action": "client.add", "object": record, "version": 1,
            "content_hash": out["doc"]["hash"], "detail": "part=1", "app_version": "0.1.0"}
    fields = [u64(link["seq"]), link["prev"], link["time_utc"].encode(), link["boot"], u64(link["mono_ms"]),
              link["actor"], link["session"], link["role"].encode(), link["action"].encode(), link["object"],
              u32(link["version"]), link["content_hash"], link["detail"].encode(),
              link["app_version"].encode()]
    out["audit"] = {"link": link, "hash": hashlib.sha256(b"aud1" + b"".join(map(field, fields))).digest()}

    def plain_types(value):
        if isinstance(value, bytes):
            return value.hex()
        if isinstance(value, dict):
            return {key: plain_types(inner) for key, inner in value.items()}
        return value

    path = pathlib.Path(__file__).with_name("vault.json")
    path.write_text(json.dumps(plain_types(out), indent=1) + "\n")


main()
