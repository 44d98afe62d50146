using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Grants.Tests.Data;

/// <summary>What can be known of the production database without having one.</summary>
public sealed partial class SqlServerWithoutServerTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void The_migrations_bring_about_the_model(string provider)
    {
        using var db = ProviderModels.Of(provider);

        db.Database.HasPendingModelChanges()
            .Should()
            .BeFalse("infra/migration NAME adds what is missing");
    }

    [Fact]
    public void The_idempotent_script_is_Transact_SQL()
    {
        using var db = ProviderModels.Of("SqlServer");
        var script = db.GetService<IMigrator>()
            .GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Wrong(script).Should().BeEmpty();
        script.Should().Contain("CREATE TABLE [Applications]");
        Wrong(script.Replace("CREATE TABLE", "CREATE TABEL", StringComparison.Ordinal))
            .Should()
            .NotBeEmpty();
    }

    [Fact]
    public void The_tables_load_into_a_model_of_SQL_Server()
    {
        using var db = ProviderModels.Of("SqlServer");
        var script = db.Database.GenerateCreateScript();

        Messages(script).Should().BeEmpty();
        Messages(
                script.Replace("REFERENCES [Calls]", "REFERENCES [Callz]", StringComparison.Ordinal)
            )
            .Should()
            .NotBeEmpty();
    }

    [Fact]
    public void No_table_is_reached_by_two_cascades()
    {
        using var db = ProviderModels.Of("SqlServer");
        var cascades = SqlServerLimits.Cascades(db.Tables());

        cascades.Should().NotBeEmpty();
        SqlServerLimits.DoubledCascades(cascades).Should().BeEmpty();
        SqlServerLimits
            .DoubledCascades([("A", "B"), ("A", "C"), ("B", "D"), ("C", "D")])
            .Should()
            .Equal(("A", "D"));
        SqlServerLimits.DoubledCascades([("A", "A")]).Should().Equal(("A", "A"));
    }

    [Fact]
    public void Every_key_fits()
    {
        using var db = ProviderModels.Of("SqlServer");
        var keys = SqlServerLimits.Keys(db.Tables()).ToList();

        keys.Should().Contain(k => k.Bytes > 100);
        keys.Where(k => k.Bytes > k.Limit).Should().BeEmpty();
        SqlServerLimits.BytesOf("nvarchar(400)").Should().Be(800);
        SqlServerLimits.BytesOf("varbinary(900)").Should().Be(900);
        FluentActions
            .Invoking(() => SqlServerLimits.BytesOf("nvarchar(max)"))
            .Should()
            .Throw<InvalidOperationException>();
    }

    [Fact]
    public void Every_text_has_a_length_or_says_that_it_has_none()
    {
        using var db = ProviderModels.Of("SqlServer");

        var silent = db.Tables()
            .Tables.SelectMany(t => t.Columns)
            .Where(c => c.StoreType is "nvarchar(max)" or "varchar(max)" or "ntext" or "text")
            .Where(c => c.PropertyMappings.Any(m => m.Property.GetMaxLength() != -1))
            .Select(c => $"{c.Table.Name}.{c.Name}");

        silent.Should().BeEmpty();
    }

    private static List<string> Wrong(string script)
    {
        using var reader = new StringReader(script);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return [.. errors.Select(e => $"line {e.Line}: {e.Message}")];
    }

    private static List<string> Messages(string script)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var batch in Separator().Split(script).Where(b => !string.IsNullOrWhiteSpace(b)))
            model.AddObjects(batch);
        return [.. model.Validate().Select(m => m.Message)];
    }

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Separator();
}
