using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Data;

/// <summary>What holds for every table: lengths, precision, enums as text, one concurrency token per aggregate.</summary>
internal static class Conventions
{
    /// <summary>Names, titles, addresses: what fits on a line.</summary>
    public const int Line = 400;

    /// <summary>Enum names and codes.</summary>
    public const int Code = 40;

    public static void Apply(ModelConfigurationBuilder builder)
    {
        builder.Properties<string>().HaveMaxLength(Line);
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(Code);
        builder.Properties<decimal>().HavePrecision(18, 2);
        builder.ComplexProperties<Money>();
    }

    public static void Finish(ModelBuilder builder)
    {
        foreach (var type in builder.Model.GetEntityTypes())
        {
            if (typeof(Aggregate).IsAssignableFrom(type.ClrType))
            {
                builder.Entity(type.ClrType).Ignore(nameof(Aggregate.Events));
                builder
                    .Entity(type.ClrType)
                    .Property(nameof(Aggregate.Version))
                    .IsConcurrencyToken();
            }
            if (typeof(Entity).IsAssignableFrom(type.ClrType))
                builder.Entity(type.ClrType).Property(nameof(Entity.Id)).ValueGeneratedNever();

            foreach (
                var money in type.GetComplexProperties().Where(p => p.ClrType == typeof(Money))
            )
            {
                money.ComplexType.FindProperty(nameof(Money.Amount))!.SetColumnName(money.Name);
                money
                    .ComplexType.FindProperty(nameof(Money.Currency))!
                    .SetColumnName($"{money.Name}Currency");
                money.ComplexType.FindProperty(nameof(Money.Currency))!.SetMaxLength(3);
            }
        }
    }
}
