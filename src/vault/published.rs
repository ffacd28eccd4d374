//! Published known answers for the primitives, through the very functions that the vault uses where they allow it.
#![allow(clippy::unwrap_used)]

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::vault::audit::hex;
use crate::vault::keys::{Key, hkdf};
use crate::vault::seal;

fn span(from: u8, len: u8) -> Vec<u8> {
    (0..len).map(|at| from + at).collect()
}

/// RFC 5869, appendix A.1 to A.3.
#[test]
fn hkdf_is_that_of_rfc_5869() {
    let cases = [
        (
            vec![0x0b; 22],
            span(0, 13),
            span(0xf0, 10),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            span(0, 0x50),
            span(0x60, 0x50),
            span(0xb0, 0x50),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
             da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
        (
            vec![0x0b; 22],
            Vec::new(),
            Vec::new(),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ];
    for (ikm, salt, info, wanted) in cases {
        let mut out = vec![0; wanted.len() / 2];
        hkdf(&ikm, &salt, &info, &mut out).unwrap();
        assert_eq!(hex(&out), wanted);
    }
}

/// RFC 4231, test cases 1 to 4, 6 and 7 (5 is about shortened answers).
#[test]
fn hmac_sha_256_is_that_of_rfc_4231() {
    let long = "This is a test using a larger than block-size key and a larger than block-size data. \
                The key needs to be hashed before being used by the HMAC algorithm.";
    let cases: [(Vec<u8>, Vec<u8>, &str); 6] = [
        (
            vec![0x0b; 20],
            b"Hi There".to_vec(),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        ),
        (
            b"Jefe".to_vec(),
            b"what do ya want for nothing?".to_vec(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            vec![0xaa; 20],
            vec![0xdd; 50],
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        ),
        (
            span(1, 25),
            vec![0xcd; 50],
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        ),
        (
            vec![0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First".to_vec(),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
        (
            vec![0xaa; 131],
            long.as_bytes().to_vec(),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
        ),
    ];
    for (key, message, wanted) in cases {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(&message);
        assert_eq!(hex(&mac.finalize().into_bytes()), wanted);
    }
}

/// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
#[test]
fn xchacha20_poly1305_is_that_of_the_draft() {
    let text = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                sunscreen would be it.";
    let key = Key::from_slice(&span(0x80, 32)).unwrap();
    let nonce = span(0x40, 24).try_into().unwrap();
    let aad = [
        0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
    ];
    let sealed = seal::encrypt(&key, &nonce, &aad, text.as_bytes()).unwrap();
    let wanted = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
                  ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
                  21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";
    assert_eq!(hex(&sealed), wanted);
    assert_eq!(
        seal::decrypt(&key, &nonce, &aad, &sealed).unwrap()[..],
        *text.as_bytes()
    );
}

/// RFC 9106, section 5.3. It uses a secret and associated data, which the vault does not.
#[test]
fn argon2id_is_that_of_rfc_9106() {
    let mut params = ParamsBuilder::new();
    params.m_cost(32).t_cost(3).p_cost(4).output_len(32);
    params.data(AssociatedData::new(&[4; 12]).unwrap());
    let params = params.build().unwrap();
    let argon =
        Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut tag = [0; 32];
    argon
        .hash_password_into(&[1; 32], &[2; 16], &mut tag)
        .unwrap();
    let wanted = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
    assert_eq!(hex(&tag), wanted);
}
