using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Operator;

namespace Grants.Web.Features.Accounts.Setup;

/// <summary>What the set-up page does, from a shell. The password never stands on the command line, where others see it.</summary>
internal sealed class CreateAdminCommand(OperatorHost host) : IOperatorCommand
{
    private const string PasswordVariable = "GRANTS_PASSWORD";

    private readonly Option<string> _email = new("--email")
    {
        Description = "The address to sign in with.",
        Required = true,
    };

    private readonly Option<string> _name = new("--name")
    {
        Description = "The administrator's name.",
        Required = true,
    };

    private readonly Option<string> _funder = new("--funder")
    {
        Description = "Who gives the grants. Counts only while no funder is stored.",
        Required = true,
    };

    private readonly Option<string?> _funderShort = new("--funder-short")
    {
        Description = "A short name for page headers. By default the funder's name.",
    };

    private readonly Option<string> _currency = new("--currency")
    {
        Description = "Three letters after ISO 4217.",
        DefaultValueFactory = _ => "USD",
    };

    public Command Make()
    {
        var command = new Command(
            "create-admin",
            $"Set up the installation: its funder and first administrator. The password comes from {PasswordVariable} or from standard input."
        )
        {
            _email,
            _name,
            _funder,
            _funderShort,
            _currency,
            Reports.Json,
        };
        command.SetAction(
            (arguments, cancel) =>
                host.RunOnDatabaseAsync(services => SetUpAsync(arguments, services, cancel), cancel)
        );
        return command;
    }

    private async Task<int> SetUpAsync(
        ParseResult arguments,
        IServiceProvider services,
        CancellationToken cancel
    )
    {
        if (await services.GetRequiredService<Installation>().IsSetUpAsync(cancel))
            throw new RefusedException(
                new Refusal(
                    "This installation has an administrator already. Further ones are invited by an administrator, under People."
                )
            );
        var form = new SetupPage.SetupForm
        {
            Email = arguments.GetValue(_email),
            Name = arguments.GetValue(_name),
            Funder = arguments.GetValue(_funder),
            FunderShort = arguments.GetValue(_funderShort) ?? arguments.GetValue(_funder),
            Currency = arguments.GetValue(_currency),
            Password = Password(),
        };
        List<ValidationResult> wrong = [];
        if (!Validator.TryValidateObject(form, new ValidationContext(form), wrong, true))
            throw new RefusedException(
                new Refusal(string.Join('\n', wrong.Select(w => w.ErrorMessage)))
            );
        var account = await services
            .GetRequiredService<SetUpInstallation>()
            .RunAsync(
                form.Name!,
                form.Email!,
                form.Password!,
                form.Funder!,
                form.FunderShort!,
                form.Currency!,
                cancel
            );
        arguments.Report(
            new Created(account.Id, account.Email!),
            $"{account.Name} may sign in as {account.Email}."
        );
        return ExitCode.Done;
    }

    private static string? Password()
    {
        if (Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } given)
            return given;
        if (Console.IsInputRedirected)
            return Console.ReadLine();
        Console.Error.Write("Password: ");
        var typed = "";
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            typed =
                key.Key == ConsoleKey.Backspace ? typed[..^Math.Min(1, typed.Length)]
                : char.IsControl(key.KeyChar) ? typed
                : typed + key.KeyChar;
        Console.Error.WriteLine();
        return typed;
    }

    private sealed record Created(Guid Id, string Email);
}
