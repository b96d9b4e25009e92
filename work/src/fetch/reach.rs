//! Where the fetcher may go: the public internet, and what the operator names besides.
//!
//! # Invariants
//! - An address is public only if it lies in no block that the IANA registries of special-purpose addresses (RFC 6890)
//!   keep for something else; an IPv4 address inside an IPv6 one is judged as itself.
//! - Nothing but [`Reach::besides`] opens another place, and it opens one address with one port.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Where the fetcher may go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    besides: BTreeSet<SocketAddr>,
}

impl Reach {
    /// The public internet and nothing else.
    pub fn public() -> Self {
        Self::default()
    }

    /// The public internet, and these places that the operator names: a server on this machine or in the house.
    pub fn besides(places: impl IntoIterator<Item = SocketAddr>) -> Self {
        Self {
            besides: places.into_iter().collect(),
        }
    }

    /// Whether the fetcher may connect there.
    pub fn covers(&self, place: SocketAddr) -> bool {
        is_public(place.ip()) || self.besides.contains(&place)
    }
}

/// Blocks of IPv4 that are not the public internet.
const NOT_PUBLIC_4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    // Shared by customers of one provider (CGNAT).
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // Link-local; 169.254.169.254 tells machines in clouds their secrets.
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 52, 193, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(192, 175, 48, 0), 24),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Multicast, reserved, broadcast.
    (Ipv4Addr::new(224, 0, 0, 0), 3),
    // A cloud's own services, from inside it.
    (Ipv4Addr::new(168, 63, 129, 16), 32),
];

/// Blocks within `2000::/3` that are not the public internet; outside it nothing is.
const NOT_PUBLIC_6: &[(Ipv6Addr, u32)] = &[
    // Protocols, among them Teredo (`2001::/32`), which hides an IPv4 address.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    // 6to4, which carries an IPv4 address and is out of use.
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Where networks without IPv4 put the IPv4 internet (NAT64, RFC 6052).
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);
const UNICAST: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Whether an address is on the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !NOT_PUBLIC_4.iter().any(|block| in_block_4(address, *block)),
        IpAddr::V6(address) => {
            if let Some(inner) = address.to_ipv4_mapped() {
                return is_public(IpAddr::V4(inner));
            }
            if in_block_6(address, NAT64) {
                let [.., a, b, c, d] = address.octets();
                return is_public(IpAddr::V4(Ipv4Addr::new(a, b, c, d)));
            }
            in_block_6(address, UNICAST) && !NOT_PUBLIC_6.iter().any(|block| in_block_6(address, *block))
        }
    }
}

fn in_block_4(address: Ipv4Addr, (block, length): (Ipv4Addr, u32)) -> bool {
    let differing = address.to_bits() ^ block.to_bits();
    differing.leading_zeros() >= length
}

fn in_block_6(address: Ipv6Addr, (block, length): (Ipv6Addr, u32)) -> bool {
    let differing = address.to_bits() ^ block.to_bits();
    differing.leading_zeros() >= length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        for inside in
            "0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.255.0.1 168.63.129.16 169.254.169.254 \
            172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 198.19.255.255 \
            198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 \
            ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 \
            2001:0:7f00:1:: 2001:db8::1 2002:7f00:1:: 2002:c0a8:101::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 \
            fe80::1 fec0::1 ff02::1"
                .split(' ')
        {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in "1.1.1.1 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1 198.20.0.1 \
            223.255.255.255 2606:4700::1111 2a01:e0a::1 ::ffff:1.1.1.1 64:ff9b::101:101"
            .split(' ')
        {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn what_the_operator_names_is_one_address_with_one_port() {
        let reach = Reach::besides(["127.0.0.1:8081".parse().unwrap()]);
        assert!(reach.covers("127.0.0.1:8081".parse().unwrap()));
        assert!(!reach.covers("127.0.0.1:8082".parse().unwrap()));
        assert!(!reach.covers("127.0.0.2:8081".parse().unwrap()));
        assert!(!Reach::public().covers("127.0.0.1:8081".parse().unwrap()));
    }
}
