using System.Text.RegularExpressions;
using Grants.Domain.Accounts;

namespace Grants.Tests.Access;

/// <param name="Pattern">As the server has it, such as "/work/awards/{Id:guid}".</param>
/// <param name="Address">With names of the scene in brackets, such as "/work/awards/[award]".</param>
/// <param name="Opens">Who gets the page; everybody else is sent to sign in, denied, or told that there is no such thing.</param>
public sealed partial record RouteRule(string Pattern, string Address, Func<Persona, bool> Opens)
{
    public static RouteRule ForAll(string pattern, string? address = null) =>
        new(pattern, address ?? pattern, _ => true);

    public static RouteRule SignedIn(string pattern, string? address = null) =>
        new(pattern, address ?? pattern, p => p != Persona.Public);

    public static RouteRule Needs(Permission permission, string pattern, string? address = null) =>
        new(pattern, address ?? pattern, p => p.May(permission));

    /// <summary>People of the grantee.</summary>
    public static RouteRule Grantee(string pattern, string address) =>
        new(pattern, address, p => p == Persona.Archivist || p == Persona.Official);

    public RouteRule And(Func<Persona, bool> also) =>
        this with
        {
            Opens = p => Opens(p) || also(p),
        };

    public string AddressIn(Scene scene) =>
        Name().Replace(Address, m => scene.Names[m.Groups[1].Value]);

    /// <summary>The same address with identifiers that nothing has.</summary>
    public string Elsewhere() => Name().Replace(Address, _ => Guid.CreateVersion7().ToString());

    public bool NamesARecord => Name().IsMatch(Address);

    [GeneratedRegex(@"\[([a-z-]+)\]")]
    private static partial Regex Name();
}
