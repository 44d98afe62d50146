using Grants.Domain.Audit;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Domain.Notifications;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("AuditEntries");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.SubjectType).HasMaxLength(60);
        entry.Property(e => e.Verb).HasMaxLength(100);
        entry.Property(e => e.Reason).HasMaxLength(4000);
        entry.Property(e => e.Overrides).HasMaxLength(1000);
        entry.Property(e => e.Detail).HasMaxLength(4000);
        entry.HasIndex(e => new
        {
            e.SubjectType,
            e.SubjectId,
            e.At,
        });
        entry.HasIndex(e => e.At);
    }
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("Files");
        file.Property(f => f.Name).HasMaxLength(StoredFile.MaxNameLength);
        file.Property(f => f.ContentType).HasMaxLength(100);
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.HasIndex(f => new { f.Owner, f.OwnerId });
        file.HasIndex(f => f.Sha256);
    }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("Mail");
        mail.Property(m => m.ToAddress).HasMaxLength(EmailAddress.MaxLength);
        mail.Property(m => m.Body).HasMaxLength(-1);
        mail.Property(m => m.AboutType).HasMaxLength(60);
        mail.Property(m => m.LastError).HasMaxLength(1000);
        mail.HasIndex(m => new { m.Status, m.NextAttemptAt });
        mail.HasIndex(m => m.CreatedAt);
        mail.HasIndex(m => m.AboutId);
        mail.HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(m => m.AttachmentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key)
    {
        key.Property(k => k.Xml).HasMaxLength(-1);
    }
}
