using Grants.Domain.Forms;
using Grants.Web.Shared.Forms;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Forms.Trying;

/// <summary>A form that is tried: everything but keeping.</summary>
public sealed class TrialForm(FormDefinition form, BudgetRules rules) : LiveForm(form, rules)
{
    /// <summary>The browser tells what a field holds.</summary>
    [JSInvokable]
    public void Typed(string key, string value) => Find(key)?.Type(value);
}
