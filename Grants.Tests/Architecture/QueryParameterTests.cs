using System.Reflection;
using Grants.Web;
using Microsoft.AspNetCore.Components;

namespace Grants.Tests.Architecture;

/// <summary>
/// The framework tells everybody who reads the address one after the other when it changes, and fails when one of them
/// makes or removes another reader meanwhile. A page is there before and after; its parts come and go.
/// </summary>
public sealed class QueryParameterTests
{
    [Fact]
    public void Only_pages_read_the_address_and_give_their_parts_what_these_need()
    {
        var readers = typeof(GrantsHost)
            .Assembly.GetTypes()
            .Where(t =>
                t.GetProperties(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                    )
                    .Any(p => p.IsDefined(typeof(SupplyParameterFromQueryAttribute)))
            )
            .ToList();

        readers.Should().HaveCountGreaterThan(10);
        readers.Where(t => !t.IsDefined(typeof(RouteAttribute))).Should().BeEmpty();
    }
}
