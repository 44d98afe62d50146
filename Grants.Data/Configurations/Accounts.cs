using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("Accounts");
        account.Property(a => a.Name).HasMaxLength(200);
        account.Property(a => a.PasswordHash).HasMaxLength(500);
        account.Property(a => a.SecurityStamp).HasMaxLength(100);
        account.Property(a => a.ConcurrencyStamp).HasMaxLength(100);
        account.Property(a => a.PhoneNumber).HasMaxLength(40);
        account.HasIndex(a => a.NormalizedEmail).IsUnique().HasDatabaseName("EmailIndex");
    }
}

/// <summary>Primary keys of SQL Server hold 900 bytes, two for each character.</summary>
internal sealed class ExternalLoginConfiguration
    : IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
        IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login)
    {
        login.Property(l => l.LoginProvider).HasMaxLength(100);
        login.Property(l => l.ProviderKey).HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token)
    {
        token.Property(t => t.LoginProvider).HasMaxLength(100);
        token.Property(t => t.Name).HasMaxLength(100);
    }
}

internal sealed class RoleAssignmentConfiguration : IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<RoleAssignment> assignment)
    {
        assignment.HasKey(a => new { a.PersonId, a.Role });
        assignment
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(a => a.PersonId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> organization)
    {
        organization.Property(o => o.LegalName).HasMaxLength(Organization.MaxNameLength);
        organization.Property(o => o.Country).HasMaxLength(2);
        organization.Property(o => o.Website).HasMaxLength(2000);
        organization.Property(o => o.About).HasMaxLength(4000);
        organization
            .HasMany(o => o.Members)
            .WithOne()
            .HasForeignKey("OrganizationId")
            .OnDelete(DeleteBehavior.Cascade);
        organization.HasIndex(o => o.LegalName);
    }
}

internal sealed class OrganizationMemberConfiguration : IEntityTypeConfiguration<OrganizationMember>
{
    public void Configure(EntityTypeBuilder<OrganizationMember> member)
    {
        member.Property<Guid>("OrganizationId");
        member.ToTable("OrganizationMembers");
        member.HasKey("OrganizationId", nameof(OrganizationMember.PersonId));
        member.HasIndex(m => m.PersonId);
        member
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(m => m.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.Property(i => i.Email).HasMaxLength(EmailAddress.MaxLength);
        invitation.Property(i => i.SecretHash).HasMaxLength(64);
        invitation.HasIndex(i => i.SecretHash).IsUnique();
        invitation
            .PrimitiveCollection(i => i.Roles)
            .HasMaxLength(1000)
            .ElementType()
            .HasConversion<string>();
        invitation
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(i => i.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
        invitation
            .HasOne<Application>()
            .WithMany()
            .HasForeignKey(i => i.ApplicationId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
