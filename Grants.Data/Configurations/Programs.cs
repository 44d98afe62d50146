using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class FunderConfiguration : IEntityTypeConfiguration<Funder>
{
    public void Configure(EntityTypeBuilder<Funder> funder)
    {
        funder.Property(f => f.Name).HasMaxLength(200);
        funder.Property(f => f.ShortName).HasMaxLength(60);
        funder.Property(f => f.Currency).HasMaxLength(3);
        funder.Property(f => f.About).HasMaxLength(-1);
        funder.Property(f => f.ContactEmail).HasMaxLength(EmailAddress.MaxLength);
        funder.Property(f => f.AwardPrefix).HasMaxLength(12);
        funder
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(f => f.LogoFileId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GrantProgramConfiguration : IEntityTypeConfiguration<GrantProgram>
{
    public void Configure(EntityTypeBuilder<GrantProgram> program)
    {
        program.ToTable("Programs");
        program.Property(p => p.Name).HasMaxLength(200);
        program.Property(p => p.Summary).HasMaxLength(4000);
    }
}

internal sealed class FundConfiguration : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> fund)
    {
        fund.Property(f => f.Name).HasMaxLength(200);
        fund.Property(f => f.Restrictions).HasMaxLength(4000);
        fund.Property(f => f.Currency).HasMaxLength(3);
        fund.Ignore(f => f.Uncommitted);
        fund.HasMany(f => f.Entries)
            .WithOne()
            .HasForeignKey("FundId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FundEntryConfiguration : IEntityTypeConfiguration<FundEntry>
{
    public void Configure(EntityTypeBuilder<FundEntry> entry)
    {
        entry.ToTable("FundEntries");
        entry.Property(e => e.Note).HasMaxLength(1000);
        entry.HasIndex(e => e.AboutId);
    }
}

internal sealed class CallConfiguration : IEntityTypeConfiguration<Call>
{
    public void Configure(EntityTypeBuilder<Call> call)
    {
        call.Property(c => c.Title).HasMaxLength(200);
        call.Property(c => c.Slug).HasMaxLength(120);
        call.HasIndex(c => c.Slug).IsUnique();
        call.Property(c => c.Summary).HasMaxLength(4000);
        call.Property(c => c.Guidelines).HasMaxLength(-1);
        call.Property(c => c.Zone).HasMaxLength(60);
        call.Ignore(c => c.Deadline);
        call.Ignore(c => c.BudgetRules);
        call.HasIndex(c => new { c.Status, c.DeadlineAt });
        call.HasOne<GrantProgram>()
            .WithMany()
            .HasForeignKey(c => c.ProgramId)
            .OnDelete(DeleteBehavior.Restrict);
        call.HasOne<Fund>()
            .WithMany()
            .HasForeignKey(c => c.FundId)
            .OnDelete(DeleteBehavior.Restrict);
        call.HasOne<FormVersion>()
            .WithMany()
            .HasForeignKey(c => c.FormVersionId)
            .OnDelete(DeleteBehavior.Restrict);
        call.HasOne<RubricVersion>()
            .WithMany()
            .HasForeignKey(c => c.RubricVersionId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FormVersionConfiguration : IEntityTypeConfiguration<FormVersion>
{
    public void Configure(EntityTypeBuilder<FormVersion> form)
    {
        form.Property(f => f.Name).HasMaxLength(FormVersion.MaxNameLength);
        form.Property(f => f.Definition).HasJsonText();
        form.HasIndex(f => new { f.Name, f.Number }).IsUnique();
    }
}

internal sealed class RubricVersionConfiguration : IEntityTypeConfiguration<RubricVersion>
{
    public void Configure(EntityTypeBuilder<RubricVersion> rubric)
    {
        rubric.Property(r => r.Name).HasMaxLength(200);
        rubric.Property(r => r.Rubric).HasJsonText();
        rubric.HasIndex(r => new { r.Name, r.Number }).IsUnique();
    }
}

internal sealed class NumberSequenceConfiguration : IEntityTypeConfiguration<NumberSequence>
{
    public void Configure(EntityTypeBuilder<NumberSequence> sequence)
    {
        sequence.ToTable("NumberSequences");
        sequence.HasKey(s => s.Name);
        sequence.Property(s => s.Name).HasMaxLength(100);
    }
}
