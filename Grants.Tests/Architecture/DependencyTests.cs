using ArchUnitNET.Loader;
using Grants.Data;
using Grants.Domain.Kernel;
using Grants.Web;

namespace Grants.Tests.Architecture;

public sealed class DependencyTests
{
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Product = new(() =>
        new ArchLoader()
            .LoadAssemblies(
                typeof(Entity).Assembly,
                typeof(GrantsDb).Assembly,
                typeof(GrantsHost).Assembly
            )
            .Build()
    );

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Planted = new(() =>
        new ArchLoader().LoadAssemblies(typeof(DependencyTests).Assembly).Build()
    );

    public static TheoryData<string> Rules => [.. DependencyRules.All.Select(r => r.Says)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_product_keeps_the_rule(string says) =>
        Rule(says).Breaches(Product.Value).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_catches_its_planted_offender(string says) =>
        Rule(says).Breaches(Planted.Value).Should().NotBeEmpty();

    private static DependencyRule Rule(string says) =>
        DependencyRules.All.Single(r => r.Says == says);
}
