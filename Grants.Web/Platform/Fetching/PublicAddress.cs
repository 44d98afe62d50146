using System.Net;
using System.Net.Sockets;

namespace Grants.Web.Platform.Fetching;

/// <summary>
/// Whether an address belongs to the public internet (IANA special-purpose address registries for IPv4 and IPv6): nothing here, in the own
/// network, of a cloud's metadata service, or that is an IPv4 address in disguise.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. (
            (string[])
                [
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Of what is global unicast: protocols and Teredo, documentation, 6to4.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                ]
        ).Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return (
                address.AddressFamily == AddressFamily.InterNetwork
                || GlobalUnicast.Contains(address)
            ) && !NotPublic.Any(n => n.Contains(address));
    }
}
